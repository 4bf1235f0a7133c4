// The query language of QuickBooks, with its results as a table.

import { ask } from './api.js';
import { app, copyButton } from './app.js';
import { quoted } from './curl.js';
import { button, card, el } from './dom.js';
import { count, plural } from './format.js';
import { resultTable } from './result.js';

const EXAMPLES = ["select * from Customer where Balance > '0' orderby Balance desc maxresults 20",
  "select Id, DocNumber, TxnDate, TotalAmt, Balance from Invoice where TxnDate >= '2020-01-01' orderby TxnDate desc",
  "select * from Item where Type = 'Inventory'", 'select count(*) from Payment'];

let statement, place, summary;

function mount(panel) {
  statement = el('textarea', { rows: 3, spellcheck: false, value: EXAMPLES[0], 'aria-label': 'Statement' });
  statement.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
  summary = el('p', { role: 'status' });
  place = el('div');
  panel.append(card('Query', [copyButton('Copy as curl', 'The command', command)], statement,
    el('div', { class: 'actions' }, button('Run', run, { class: 'main' }), el('span', { class: 'soft' }, 'or Ctrl+Enter')),
    el('p', { class: 'soft' }, 'Examples'), el('ul', { class: 'plain' }, EXAMPLES.map(example => el('li', {}, button(example, () => {
      statement.value = example;
      return run();
    }, { class: 'code' }))))), el('section', { class: 'card', 'aria-label': 'Result' }, summary, place));
  summary.textContent = 'The result of the statement comes here. A query here needs no token, and the limits do not count it.';
}

const run = () => app.attempt(async () => {
  place.replaceChildren();
  summary.textContent = '';
  const result = await ask(app.ofCompany('query'), 'POST', { statement: statement.value.trim() });
  if (result.rows) {
    summary.textContent = plural(result.rows.length, 'row') + ' of ' + result.entity
      + (result.rows.length ? ', from position ' + count(result.startPosition) : '');
    place.append(resultTable('Result', result.entity, result.rows));
  } else summary.textContent = 'Count of ' + result.entity + ': ' + count(result.totalCount);
});

const command = () => 'curl -s -G ' + quoted(location.origin + '/v3/company/' + app.realm + '/query') + ' \\\n  --data-urlencode '
  + quoted('query=' + statement.value.trim()) + ' \\\n  -H "Authorization: Bearer $TOKEN" -H \'Accept: application/json\'';

export const query = { id: 'query', title: 'Query', mount };
