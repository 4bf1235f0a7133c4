// The limits, how much of each is in use, and other values for them.

import { ask } from './api.js';
import { app } from './app.js';
import { button, card, el, field, show, table } from './dom.js';
import { count } from './format.js';

const VALUES = [['requestsPerMinute', 'Requests a minute', 'requests a minute'], ['requestsPerSecond', 'Requests a second', 'requests a second'],
  ['concurrentRequests', 'Concurrent requests', 'running'], ['batchesPerMinute', 'Batches a minute', 'batches a minute'],
  ['batchesPerMinuteOfCompany', 'Batches a minute of a company', null], ['reportsPerMinute', 'Reports a minute', 'reports a minute'],
  ['readsPerMonth', 'Reads a month', 'reads this month'], ['emailsPerDay', 'E-mails a day', null]];

const inputs = {};
let gauges, enforce, refused;

function mount(panel) {
  gauges = el('div');
  enforce = button('', () => app.attempt(async () => set({ enabled: !app.state.throttles.enabled })));
  refused = el('p', {});
  for (const [name] of VALUES) inputs[name] = el('input', { type: 'number', min: 1, required: true });
  panel.append(card('Limits in use', [enforce], refused, gauges),
    card('Values', [], el('form', { class: 'fields', onsubmit: event => {
      event.preventDefault();
      app.attempt(() => set(Object.fromEntries(VALUES.map(([name]) => [name, Number(inputs[name].value)]))));
    } }, VALUES.map(([name, label]) => field(label, inputs[name])), el('button', { class: 'main' }, 'Set'))));
}

async function set(values) {
  app.state.throttles = await ask('throttles', 'PUT', values);
  inputs.requestsPerMinute.dataset.shown = '';
  state(app.state);
  app.say('The limits are set');
}

function state({ throttles }) {
  enforce.textContent = throttles.enabled ? 'Switch limits off' : 'Switch limits on';
  refused.textContent = throttles.enabled ? 'Requests refused with 429: ' + count(throttles.inUse.refused || 0) : 'Limits are switched off: no request is refused or counted.';
  const rows = throttles.enabled ? Object.entries(throttles.inUse).filter(([name]) => name !== 'refused') : [];
  show(gauges, rows, () => table('Limits in use', [
    { head: 'Limit', kind: 'long', cell: ([name]) => name },
    { head: 'In use', kind: 'number', cell: ([name, used]) => count(used) + (allowed(throttles, name) ? ' of ' + count(allowed(throttles, name)) : '') },
    { head: '', cell: ([name, used]) => allowed(throttles, name) && el('meter', { max: allowed(throttles, name), high: allowed(throttles, name) * 0.8, optimum: 0, value: used, 'aria-label': name }) },
  ], rows, { none: throttles.enabled ? 'No request yet' : 'Nothing is counted' }));
  const values = JSON.stringify(VALUES.map(([name]) => throttles[name]));
  if (inputs.requestsPerMinute.dataset.shown !== values) {
    inputs.requestsPerMinute.dataset.shown = values;
    for (const [name] of VALUES) inputs[name].value = throttles[name];
  }
}

/** The most that a gauge may show. A gauge is named after its limit and whose it is. */
function allowed(throttles, gauge) {
  const [kind, of] = gauge.split(' of ');
  if (kind === 'batches a minute' && !of.includes('@')) return throttles.batchesPerMinuteOfCompany;
  const value = VALUES.find(([, , name]) => name === kind);
  return value ? throttles[value[0]] : 0;
}

export const limits = { id: 'limits', title: 'Limits', mount, state };
