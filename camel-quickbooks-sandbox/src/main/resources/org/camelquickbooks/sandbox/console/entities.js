// The browser of entities: a list for each kind, and each document with what it refers to and what refers to it.

import { ask } from './api.js';
import { app } from './app.js';
import { button, card, el, field, forget, select, show } from './dom.js';
import { count } from './format.js';
import { documentView } from './document.js';
import { inside, resultTable } from './result.js';

const PAGE = 50;
const COLUMNS = ['Id', 'DocNumber', 'DisplayName', 'Name', 'FullyQualifiedName', 'TxnDate', 'CustomerRef', 'VendorRef', 'EntityRef', 'Type', 'AccountType',
  'TotalAmt', 'Balance', 'CurrentBalance', 'UnitPrice', 'QtyOnHand', 'Active', 'MetaData'];

let kind, id, place;
let at = { entity: null, id: null, start: 1 };

function mount(panel) {
  kind = select([]);
  id = el('input', { inputMode: 'numeric', size: 8, autocomplete: 'off' });
  kind.addEventListener('change', () => { location.hash = app.linkTo(kind.value); });
  place = el('div', { class: 'stack' });
  panel.append(card('Entities', [], el('form', { class: 'fields', onsubmit: event => {
    event.preventDefault();
    location.hash = app.linkTo(kind.value, id.value.trim() || undefined);
  } }, field('Entity', kind), field('Id', id), el('button', {}, 'Show'))), place);
}

async function open([entity, which]) {
  if (!kind.options.length) kind.append(...app.catalogue.filter(e => e.queried).map(e => el('option', { value: e.name }, e.name)));
  const next = { entity: app.entity(entity)?.name || at.entity || 'Invoice', id: which || (entity ? null : at.id), start: 1 };
  if (entity === undefined && at.realm !== app.realm) next.id = null;
  at = { ...next, realm: app.realm };
  kind.value = at.entity;
  id.value = at.id || '';
  await load();
}

async function load() {
  const wanted = at;
  if (wanted.id) {
    const found = await ask(app.ofCompany('entities/' + encodeURIComponent(wanted.entity) + '/' + encodeURIComponent(wanted.id)));
    if (wanted === at) show(place, found, () => documentView(found));
    return;
  }
  const query = statement => ask(app.ofCompany('query'), 'POST', { statement });
  const [total, page] = await Promise.all([query('select count(*) from ' + wanted.entity),
    query('select * from ' + wanted.entity + ' startposition ' + wanted.start + ' maxresults ' + PAGE)]);
  if (wanted === at) show(place, [wanted, total, page], () => list(wanted, total.totalCount, page.rows));
}

function list({ entity, start }, total, rows) {
  const fields = COLUMNS.filter(name => rows.map(inside).some(row => row[name] !== undefined));
  const turn = by => app.attempt(() => {
    at = { ...at, start: start + by };
    return load();
  });
  const last = Math.min(start + PAGE - 1, total);
  return card(entity, [el('span', { class: 'soft', role: 'status' }, total ? count(start) + ' to ' + count(last) + ' of ' + count(total) : 'None'),
    button('Previous', () => turn(-PAGE), { disabled: start === 1 }), button('Next', () => turn(PAGE), { disabled: last >= total })],
  resultTable(entity, entity, rows, fields));
}

async function changed() {
  forget(place);
  await load();
}

export const entities = { id: 'entities', title: 'Entities', mount, open, changed };
