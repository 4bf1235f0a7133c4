// Faults to order: with one press, or with conditions.

import { ask } from './api.js';
import { app } from './app.js';
import { button, card, el, field, select, show, table } from './dom.js';

const QUICK = [['Late by 2 s', { effect: 'latency', millis: 2000 }], ['429', { effect: 'throttle' }], ['502 in HTML', { effect: 'html-502' }], ['Answer lost', { effect: 'answer-lost' }],
  ['Reset before', { effect: 'reset-before' }], ['Reset in mid-answer', { effect: 'reset-mid-answer' }], ['Answer cut', { effect: 'malformed-json' }], ['Token revoked', { effect: 'token-revoked' }],
  ['Webhook lost', { effect: 'webhook-lost' }], ['Webhook doubled', { effect: 'webhook-doubled' }], ['Webhook reordered', { effect: 'webhook-reordered' }]];
const EFFECTS = ['latency', 'status', 'fault', 'reset-before', 'reset-mid-answer', 'answer-lost', 'throttle', 'slow-drip', 'malformed-json', 'html-502', 'token-revoked',
  'webhook-lost', 'webhook-doubled', 'webhook-reordered', 'webhook-delayed'];

const form = {};
let pending;

function mount(panel) {
  const numeric = (properties = {}) => el('input', { type: 'number', min: 0, ...properties });
  form.effect = select(EFFECTS);
  form.times = numeric({ value: '1' });
  form.nth = numeric();
  form.probability = numeric({ max: 1, step: 'any' });
  form.method = select([['', 'Any'], 'GET', 'POST']);
  form.path = el('input', { placeholder: '*/invoice' });
  form.entity = el('input', { placeholder: 'Invoice' });
  form.status = numeric({ placeholder: '503, or 6190' });
  form.millis = numeric();
  pending = el('div');
  panel.append(
    card('Order a fault', [], el('p', { class: 'soft' }, 'Each of these applies once, to the next request or the next webhook.'),
      el('div', { class: 'buttons' }, QUICK.map(([name, order]) => button(name, () => app.attempt(() => send({ times: 1, ...order })))))),
    card('With conditions', [], el('p', { class: 'soft' }, 'Empty fields do not restrict. Times 0 means always.'), el('form', { class: 'fields', onsubmit: event => {
      event.preventDefault();
      app.attempt(() => send(order()));
    } }, field('Effect', form.effect), field('Times', form.times), field('Only the n-th request', form.nth), field('Probability', form.probability),
    field('Method', form.method), field('Path', form.path), field('Entity', form.entity), field('Status or code', form.status), field('Milliseconds', form.millis),
    el('button', { class: 'main' }, 'Order'))),
    card('Pending', [button('Clear all', () => app.attempt(async () => heard(await ask('faults', 'DELETE'))))], pending));
}

function order() {
  const given = {};
  for (const [name, input] of Object.entries(form)) {
    if (input.value.trim() !== '') given[name] = input.type === 'number' ? Number(input.value) : input.value.trim();
  }
  return given;
}

async function send(given) {
  heard(await ask('faults', 'POST', given));
  app.say('The fault is ordered');
}

const heard = ({ faults: list }) => state({ faults: list });

function state({ faults: list }) {
  show(pending, list, () => table('Pending faults', [
    { head: 'Effect', cell: f => f.effect.toLowerCase().replaceAll('_', '-') },
    { head: 'Times', kind: 'number', cell: f => f.times || 'always' },
    { head: 'Applies to', kind: 'long', cell: f => [f.method, f.path, f.entity, f.realmId && app.name(f.realmId)].filter(Boolean).join(' ') || 'any request' },
    { head: 'Details', kind: 'long', cell: f => [f.nth && 'only number ' + f.nth, f.probability && 'probability ' + f.probability, f.status && 'status ' + f.status,
      f.millis && f.millis + ' ms'].filter(Boolean).join(', ') }], list, { none: 'No fault is pending' }));
}

export const faults = { id: 'faults', title: 'Faults', mount, state };
