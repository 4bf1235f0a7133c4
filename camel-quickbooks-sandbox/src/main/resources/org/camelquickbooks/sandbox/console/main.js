// Puts the parts together: tabs, the choice of the company, the stream of events, the theme.

import { ask, unlock } from './api.js';
import { app } from './app.js';
import { el, show } from './dom.js';
import { moment } from './format.js';
import * as live from './live.js';
import { clock } from './clock.js';
import { company } from './company.js';
import { connect } from './connect.js';
import { documents } from './documents.js';
import { entities } from './entities.js';
import { faults } from './faults.js';
import { limits } from './limits.js';
import { query } from './query.js';
import { requests } from './requests.js';
import { webhooks } from './webhooks.js';

const PARTS = [requests, company, query, entities, connect, limits, faults, clock, webhooks, documents];
const byId = id => document.getElementById(id);
const tabs = new Map();
const panels = new Map();
let open = null;
let opened = false;
let changing = false;
let changedAgain = false;

function build() {
  for (const part of PARTS) {
    const tab = el('button', { type: 'button', id: 'tab-' + part.id, role: 'tab', 'aria-controls': 'panel-' + part.id,
      onclick: () => { location.hash = part.id; } }, part.title);
    const panel = el('div', { id: 'panel-' + part.id, role: 'tabpanel', 'aria-labelledby': tab.id, hidden: true });
    tabs.set(part.id, tab);
    panels.set(part.id, panel);
    byId('tabs').append(tab);
    byId('panels').append(panel);
    part.mount(panel);
  }
  byId('tabs').addEventListener('keydown', event => {
    const ids = [...tabs.keys()];
    const at = ids.indexOf(open.id);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    location.hash = ids[(next + ids.length) % ids.length];
    tabs.get(ids[(next + ids.length) % ids.length]).focus();
  });
}

/** Opens the part that the address names, with what comes after its name. */
function route() {
  const [id, ...rest] = location.hash.slice(1).split('/').map(decode);
  if (id === 'content') return;
  open = PARTS.find(part => part.id === id) || PARTS[0];
  for (const part of PARTS) {
    const chosen = part === open;
    panels.get(part.id).hidden = !chosen;
    tabs.get(part.id).setAttribute('aria-selected', String(chosen));
    tabs.get(part.id).tabIndex = chosen ? 0 : -1;
  }
  document.title = open.title + ' · QuickBooks sandbox';
  if (opened) app.attempt(() => open.open?.(rest));
}

function decode(text) {
  try { return decodeURIComponent(text); } catch (e) { return text; }
}

function heardState(state) {
  const before = app.company()?.changes;
  app.state = state;
  const now = moment(state.clock.now) + ' UTC';
  byId('now').textContent = state.clock.frozen ? now + ', stopped' : state.clock.rate === 1 ? now : now + ', ' + state.clock.rate + ' times as fast';
  showCompanies(state.companies);
  badge('faults', state.faults.length);
  badge('webhooks', state.webhooks.deliveries.WAITING);
  if (!opened) {
    opened = true;
    route();
  }
  PARTS.forEach(part => part.state?.(state));
  if (before !== undefined && before !== app.company()?.changes) changed();
}

/** Shows what has changed. One at a time: while it is loaded, changes come in every second. */
async function changed() {
  changedAgain = changing;
  if (changing) return;
  changing = true;
  try {
    do {
      changedAgain = false;
      await app.attempt(() => open.changed?.());
    } while (changedAgain);
  } finally {
    changing = false;
  }
}

function showCompanies(companies) {
  const chosen = byId('realm').value || localStorage.getItem('company');
  show(byId('realm'), companies.map(c => [c.realmId, c.name]), () => companies.map(c =>
    el('option', { value: c.realmId }, c.name + ' (' + c.realmId + ')')));
  if (chosen && byId('realm').value !== chosen && companies.some(c => c.realmId === chosen)) byId('realm').value = chosen;
}

function badge(id, count) {
  const tab = tabs.get(id);
  tab.querySelector('.badge')?.remove();
  if (count) tab.append(el('span', { class: 'badge' }, String(count), el('span', { class: 'heard' }, ' pending')));
}

function heardStatus({ live: alive, problem }) {
  byId('dot').className = alive ? 'dot live' : 'dot lost';
  byId('live').textContent = alive ? 'live' : 'no connection';
  if (alive) byId('locked').hidden = true;
  if (problem?.locked) {
    byId('locked').hidden = false;
    byId('live').textContent = 'locked';
  }
  // What is no refusal is a connection that is gone, and that is said beside the dot.
  byId('problem').textContent = problem?.status && (!problem.locked || /bearer/i.test(problem.message) === false) ? problem.message : byId('problem').textContent;
}

function theme(chosen) {
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  localStorage.setItem('theme', chosen);
}

byId('theme').value = localStorage.getItem('theme') || '';
theme(byId('theme').value);
byId('theme').addEventListener('change', () => theme(byId('theme').value));
byId('realm').addEventListener('change', () => {
  localStorage.setItem('company', byId('realm').value);
  app.attempt(() => open.open?.([]));
});
byId('locked').addEventListener('submit', event => {
  event.preventDefault();
  unlock(byId('secret').value);
  byId('secret').value = '';
  app.attempt(begin);
});
addEventListener('hashchange', route);
build();
live.on('state', heardState);
live.on('status', heardStatus);
route();
app.attempt(begin);

async function begin() {
  await app.loadCatalogue();
  heardState(await ask('state'));
  live.restart();
}
