// The clock that everything goes by.

import { ask } from './api.js';
import { app } from './app.js';
import { button, card, el, field } from './dom.js';
import { moment } from './format.js';

const MOVES = [['+1 minute', { advance: 'PT1M' }], ['+1 hour', { advance: 'PT1H' }], ['+1 day', { advance: 'P1D' }], ['+30 days', { advance: 'P30D' }]];

let now, pace, stop, to, rate;

function mount(panel) {
  now = el('strong', { id: 'clock-now' });
  pace = el('span', { class: 'soft' });
  stop = button('Stop', () => set({ frozen: !app.state.clock.frozen }));
  to = el('input', { type: 'datetime-local', step: 1 });
  rate = el('input', { type: 'number', min: 0, max: 1_000_000, step: 'any', value: '60' });
  panel.append(card('Clock', [], el('p', {}, now, ' ', pace),
    el('p', { class: 'soft' }, 'Tokens, limits, webhooks, recurring transactions and the times of changes depend on it.'),
    el('div', { class: 'buttons' }, stop, MOVES.map(([name, body]) => button(name, () => set(body))), button('Back to now', () => set({ reset: true }))),
    el('form', { class: 'fields actions', onsubmit: event => { event.preventDefault(); if (to.value) set({ now: new Date(to.value + 'Z').toISOString() }); } },
      field('Time (UTC)', to), el('button', {}, 'Set the time')),
    el('form', { class: 'fields actions', onsubmit: event => { event.preventDefault(); set({ rate: Number(rate.value) }); } },
      field('Times as fast', rate), el('button', {}, 'Set the rate'))));
}

const set = body => app.attempt(async () => {
  app.state.clock = await ask('clock', 'PUT', body);
  state(app.state);
  app.say('The clock is at ' + now.textContent + ' and ' + pace.textContent);
});

function state({ clock: c }) {
  now.textContent = moment(c.now) + ' UTC';
  pace.textContent = c.frozen ? 'is stopped' : c.rate === 1 ? 'runs normally' : 'runs ' + c.rate + ' times as fast';
  stop.textContent = c.frozen ? 'Start' : 'Stop';
}

export const clock = { id: 'clock', title: 'Clock', mount, state };
