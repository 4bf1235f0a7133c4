// The stream of events: which requests it reports, and what happens when it breaks off or the page is out of sight.

import { follow } from './api.js';

const RETRY_MILLIS = [500, 1000, 2000, 5000];

let filter = '';
let running = null;
let failures = 0;
let timer = null;
const listeners = { requests: [], state: [], status: [] };

export const on = (event, listener) => listeners[event].push(listener);
const emit = (event, data) => listeners[event].forEach(listener => listener(data));

/** Starts again with other requests. */
export function restart(parameters = filter) {
  filter = parameters;
  failures = 0;
  stop();
  start();
}

function stop() {
  clearTimeout(timer);
  running?.abort();
  running = null;
}

async function start() {
  // A page that nobody sees needs no events, and a browser has six connections to a host.
  if (document.hidden || running) return;
  const mine = running = new AbortController();
  let problem = null;
  try {
    await follow('events' + (filter ? '?' + filter : ''), mine.signal, (event, data) => {
      if (running !== mine) return;
      failures = 0;
      emit('status', { live: true });
      if (listeners[event]) emit(event, data);
    });
  } catch (e) {
    problem = e;
  }
  if (running !== mine) return;
  running = null;
  emit('status', { live: false, problem });
  if (problem?.locked || document.hidden) return;
  timer = setTimeout(start, RETRY_MILLIS[Math.min(failures++, RETRY_MILLIS.length - 1)]);
}

document.addEventListener('visibilitychange', () => document.hidden ? stop() : restart());
