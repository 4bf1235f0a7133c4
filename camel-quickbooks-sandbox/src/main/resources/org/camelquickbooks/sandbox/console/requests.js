// The requests, newest first, live; one of them with its body and its answer.

import { ask } from './api.js';
import { app, copyButton } from './app.js';
import { curl } from './curl.js';
import { button, el, field, inlineFacts, select } from './dom.js';
import { bytes, count, duration, indent, moment, timeOfDay } from './format.js';
import * as live from './live.js';

/** How many are shown at first, and how many more at a time. The sandbox sends as many. */
const MOST = 200;
const STATUS = [['', 'Any'], ['2xx', '2xx'], ['3xx', '3xx'], ['4xx', '4xx'], ['5xx', '5xx'], ['failed', 'Failed'], ['reset', 'Connection reset'],
  ['400', '400'], ['401', '401'], ['429', '429']];
const TIMES = [['', 'Any'], ['60', 'Last minute'], ['300', 'Last 5 minutes'], ['3600', 'Last hour'], ['86400', 'Last day'], ['0', 'From now on']];

const form = {};
let rows, detail, counted, empty, pause, more;
let paused = false;
let chosen = null;
let total = 0;
let from = '';
let filters = '';
let most = MOST;
/** Changes whenever the list begins anew: what was asked before belongs to another list. */
let list = 0;

function mount(panel) {
  form.text = el('input', { type: 'search', placeholder: 'Id, name, statement, transaction id …' });
  form.path = el('input', { type: 'search', placeholder: '/invoice' });
  form.status = select(STATUS);
  form.realmId = select([['', 'Any']]);
  form.time = select(TIMES);
  const search = el('form', { class: 'fields', role: 'search', 'aria-label': 'Filter the requests', onsubmit: event => { event.preventDefault(); filter(); } },
    field('Search', form.text, { class: 'grow' }), field('Path contains', form.path, { class: 'grow' }), field('Status', form.status),
    field('Company', form.realmId), field('Time', form.time));
  let timer = null;
  search.addEventListener('input', event => {
    clearTimeout(timer);
    if (event.target.tagName === 'INPUT') timer = setTimeout(filter, 250);
  });
  search.addEventListener('change', event => { if (event.target.tagName === 'SELECT') filter(); });
  pause = button('Pause', () => hold(!paused), { 'aria-pressed': 'false' });
  counted = el('span', { class: 'soft', id: 'counted' });
  rows = el('tbody');
  rows.addEventListener('keydown', walk);
  const columns = [['Time (UTC)', 'wide'], ['Method', 'wide'], ['Request'], ['Company', 'wide'], ['Status'], ['Duration', 'number']];
  more = button('Show older requests', () => app.attempt(older), { hidden: true });
  const log = el('div', { class: 'scroll log', tabIndex: 0, role: 'region', 'aria-label': 'Requests' },
    el('table', {}, el('thead', {}, el('tr', {}, columns.map(([name, kind]) => el('th', { scope: 'col', class: kind }, name)))), rows));
  empty = el('p', { class: 'empty' }, 'No requests yet. The tab Connect has commands and code that send one.');
  detail = el('section', { class: 'card', id: 'request', hidden: true, tabIndex: -1, 'aria-label': 'Request' });
  panel.append(el('section', { class: 'card' }, el('div', { class: 'head' }, el('h2', {}, 'Requests'), counted, pause,
    button('Clear the log', () => app.attempt(async () => { await ask('requests', 'DELETE'); close(); app.say('The log is empty'); }))), search, log, empty, more), detail);
  live.on('requests', heard);
  document.addEventListener('keydown', event => {
    if (panel.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/' && !event.target.matches('input, select, textarea')) {
      event.preventDefault();
      form.text.focus();
    } else if (event.key === 'Escape' && chosen) close();
  });
}

/** The sandbox filters: what it sends is what is shown. */
function filter() {
  const time = form.time.value;
  if (time !== form.time.dataset.applied) {
    form.time.dataset.applied = time;
    from = time === '' ? '' : new Date(Date.parse(app.state.clock.now) - 1000 * Number(time)).toISOString();
  }
  const parameters = new URLSearchParams();
  for (const name of ['text', 'path', 'status', 'realmId']) if (form[name].value.trim()) parameters.set(name, form[name].value.trim());
  if (from) parameters.set('from', from);
  hold(false, false);
  filters = parameters.toString();
  live.restart(filters);
}

function hold(on, restarts = true) {
  if (paused === on) return;
  paused = on;
  pause.textContent = on ? 'Resume' : 'Pause';
  pause.setAttribute('aria-pressed', String(on));
  if (!on && restarts) live.restart();
}

function heard(page) {
  if (paused) return;
  total = page.count;
  // As many as the sandbox sends at once: between them and those that are shown there may be others.
  if (page.afresh || page.requests.length >= MOST) {
    list++;
    most = MOST;
    rows.replaceChildren();
    more.hidden = page.requests.length < MOST;
  }
  const focused = document.activeElement;
  rows.prepend(...page.requests.map(row).reverse());
  while (rows.children.length > most && rows.lastChild !== focused?.closest('tr')) {
    rows.lastChild.remove();
    more.hidden = false;
  }
  empty.hidden = rows.children.length > 0;
  empty.textContent = total ? 'No request of the log fits the filter.' : 'No requests yet. The tab Connect has commands and code that send one.';
  showCount();
}

function showCount() {
  const shown = rows.children.length;
  counted.textContent = shown === total ? count(total) : count(shown) + ' shown, ' + count(total) + ' received';
}

/** Adds those before the oldest that is shown. */
async function older() {
  const mine = list;
  const parameters = new URLSearchParams(filters);
  parameters.set('before', rows.lastChild.dataset.number);
  parameters.set('limit', MOST);
  parameters.set('bodies', 'false');
  const page = await ask('requests?' + parameters);
  if (mine !== list) return;
  const added = page.requests.map(row).reverse();
  rows.append(...added);
  most = Math.max(most, rows.children.length);
  // Who came by keyboard goes on in the list.
  added[0]?.querySelector('button').focus();
  more.hidden = page.matched <= added.length;
  if (!added.length) app.say('There are no older requests in the log');
  showCount();
}

const statusKind = request => !request.status || request.status >= 500 ? 'bad' : request.status >= 400 ? 'warn' : 'good';
const statusText = request => request.status ? String(request.status) : 'reset';

function row(request) {
  const opens = button(request.does || request.path, () => choose(request.number), { 'aria-label': (request.does || request.path) + ', status ' + statusText(request) });
  const made = el('tr', { onclick: event => { if (event.target !== opens) choose(request.number); } },
    el('td', { class: 'time wide' }, timeOfDay(request.time)), el('td', { class: 'wide' }, request.method),
    el('td', { class: 'long' }, opens, el('span', { class: 'path' }, request.path)),
    el('td', { class: 'wide' }, app.name(request.realmId)),
    el('td', {}, el('span', { class: statusKind(request) }, statusText(request)), request.fault && el('span', { class: 'path' }, request.fault.toLowerCase().replaceAll('_', ' '))),
    el('td', { class: 'number' }, duration(request.micros)));
  made.dataset.number = request.number;
  if (request.number === chosen) mark(made, true);
  return made;
}

/** Up and down in the list. */
function walk(event) {
  const to = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
  const next = to && event.target.closest('tr')[to];
  if (!next) return;
  event.preventDefault();
  next.querySelector('button').focus();
}

function mark(made, on) {
  made.classList.toggle('chosen', on);
  const opens = made.querySelector('button');
  if (on) opens.setAttribute('aria-current', 'true');
  else opens.removeAttribute('aria-current');
}

function choose(number) {
  app.attempt(async () => {
    const request = await ask('requests/' + number);
    chosen = number;
    [...rows.children].forEach(each => mark(each, Number(each.dataset.number) === number));
    present(request);
    detail.hidden = false;
    detail.focus({ preventScroll: true });
    detail.scrollIntoView({ block: 'nearest' });
  });
}

function close() {
  const made = [...rows.children].find(each => Number(each.dataset.number) === chosen);
  chosen = null;
  detail.hidden = true;
  if (made) {
    mark(made, false);
    made.querySelector('button').focus();
  }
}

function present(request) {
  const found = entityIn(request.answer);
  detail.replaceChildren(
    el('div', { class: 'head' }, el('h2', {}, request.does || request.method + ' ' + request.path),
      copyButton('Copy as curl', 'The command', () => curl(request, location.origin)), button('Close', close)),
    inlineFacts([['Request', el('code', {}, request.method + ' ' + request.path + (request.query ? '?' + readable(request.query) : ''))],
      ['Company', request.realmId && app.name(request.realmId) + ' (' + request.realmId + ')'],
      ['Time', moment(request.time) + ' UTC'],
      ['Status', el('span', { class: statusKind(request) }, request.status ? String(request.status) : 'The connection was reset')],
      ['Duration', duration(request.micros)],
      ['Fault', request.fault && request.fault + ' was ordered'],
      ['intuit_tid', el('code', {}, request.intuit_tid)],
      ['In the books', found && request.realmId === app.realm && el('a', { href: app.linkTo(found.entity, found.id) }, found.entity + ' ' + found.id)]]),
    el('div', { class: 'both' }, side('Sent', request.body, request.bodyLength, request.bodyCut), side('Answered', request.answer, request.answerLength, request.answerCut)));
}

function readable(query) {
  try { return decodeURIComponent(query.replaceAll('+', ' ')); } catch (e) { return query; }
}

function side(title, text, length, isCut) {
  return el('div', {}, el('div', { class: 'head' }, el('h3', {}, title), el('span', { class: 'soft' }, length ? bytes(length) + (isCut ? ', only the first part is kept' : '') : '')),
    text ? el('pre', { tabIndex: 0, role: 'region', 'aria-label': title }, indent(text))
      : el('p', { class: 'soft' }, length ? 'A file, which the log does not keep' : 'No body, or one that the log does not keep'));
}

/** The entity that an answer holds, if it holds one. */
function entityIn(text) {
  try {
    const [entity, value] = Object.entries(JSON.parse(text)).find(([name]) => app.entity(name)) || [];
    return value?.Id && { entity, id: value.Id };
  } catch (e) {
    return null;
  }
}

function state({ companies }) {
  const options = companies.map(c => c.realmId).join();
  if (form.realmId.dataset.options === options) return;
  const before = form.realmId.value;
  form.realmId.dataset.options = options;
  form.realmId.replaceChildren(el('option', { value: '' }, 'Any'), ...companies.map(c => el('option', { value: c.realmId }, c.name)));
  form.realmId.value = before;
}

export const requests = { id: 'requests', title: 'Requests', mount, state };
