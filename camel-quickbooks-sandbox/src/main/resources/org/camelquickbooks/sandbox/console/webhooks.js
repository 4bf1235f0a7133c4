// Subscriptions to webhooks, and what was delivered.

import { ask } from './api.js';
import { app } from './app.js';
import { button, card, el, field, select, show, table } from './dom.js';
import { indent, moment } from './format.js';

const SHOWN = 50;
const KINDS = { DELIVERED: 'good', LOST: 'bad', DROPPED: 'bad', WAITING: 'warn' };

let url, format, subscriptions, deliveries, body;
let version = null;

function mount(panel) {
  url = el('input', { type: 'url', required: true, placeholder: 'http://localhost:8080/quickbooks/webhook' });
  format = select([['cloudevents', 'CloudEvents'], ['legacy', 'Legacy']]);
  subscriptions = el('div');
  deliveries = el('div');
  body = el('section', { class: 'card', hidden: true, tabIndex: -1, 'aria-label': 'Webhook' });
  panel.append(card('Subscriptions', [], el('form', { class: 'fields', onsubmit: event => {
    event.preventDefault();
    app.attempt(async () => present(await ask('webhooks', 'POST', { url: url.value, format: format.value })));
  } }, field('Address', url, { class: 'grow' }), field('Format', format), el('button', { class: 'main' }, 'Subscribe')), subscriptions),
  card('Deliveries', [], el('p', { class: 'soft' }, 'The newest first. Posts are signed with the verifier token of the app.'), deliveries), body);
}

async function open() { present(await ask('webhooks')); }

function present({ subscriptions: subscribed, deliveries: all }) {
  show(subscriptions, subscribed, () => table('Subscriptions', [
    { head: 'Address', kind: 'long', cell: s => s.url },
    { head: 'Format', cell: s => s.format },
    { head: 'State', cell: s => s.blacklisted ? el('span', { class: 'bad' }, 'blacklisted') : 'active' },
    { head: '', cell: s => button('Remove', () => app.attempt(async () => {
      await ask('webhooks/' + encodeURIComponent(s.id), 'DELETE');
      await open();
    }), { 'aria-label': 'Remove the subscription of ' + s.url }) }], subscribed, { none: 'No subscription yet' }));
  const newest = all.slice(-SHOWN).reverse();
  show(deliveries, newest, () => table('Deliveries', [
    { head: 'No.', kind: 'number', cell: d => String(d.number) },
    { head: 'To', kind: 'long', cell: d => d.url },
    { head: 'State', cell: d => el('span', { class: KINDS[d.state] }, d.state) },
    { head: 'Attempts', kind: 'number', cell: d => String(d.attempts) },
    { head: 'Last status', kind: 'number', cell: d => d.lastStatus || '' },
    { head: 'Due (UTC)', kind: 'time', cell: d => moment(d.due) },
    { head: '', cell: d => el('span', { class: 'buttons' }, button('Show', () => reveal(d), { 'aria-label': 'Show delivery ' + d.number }),
      button('Resend', () => app.attempt(async () => present(await ask('webhooks/deliveries/' + d.number + '/resend', 'POST', {}))), { 'aria-label': 'Resend delivery ' + d.number })) },
  ], newest, { none: 'Nothing was delivered yet' }));
}

function reveal(delivery) {
  body.hidden = false;
  body.replaceChildren(el('div', { class: 'head' }, el('h2', {}, 'Delivery ' + delivery.number), button('Close', () => { body.hidden = true; })),
    el('pre', { tabIndex: 0, role: 'region', 'aria-label': 'Body of delivery ' + delivery.number }, indent(delivery.body)));
  body.focus({ preventScroll: true });
  body.scrollIntoView({ block: 'nearest' });
}

function state({ webhooks: w }) {
  if (version !== null && version !== w.version && !deliveries.closest('[role=tabpanel]').hidden) app.attempt(open);
  version = w.version;
}

export const webhooks = { id: 'webhooks', title: 'Webhooks', mount, open, state };
