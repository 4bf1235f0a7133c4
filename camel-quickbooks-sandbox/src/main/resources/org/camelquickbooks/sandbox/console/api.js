// The sandbox's interface for control. The secret is kept in memory only: closing the page forgets it.

let secret = null;
const given = new URLSearchParams(location.hash.slice(1)).get('secret');
if (given) {
  secret = given;
  history.replaceState(null, '', location.pathname);
}

export const unlock = other => { secret = other; };

/** A refusal; locked where the secret is missing or wrong. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
  get locked() { return this.status === 403; }
}

const headers = () => secret ? { Authorization: 'Bearer ' + secret } : {};

async function request(path, options = {}) {
  const answer = await fetch('/admin/' + path, { ...options, headers: headers() });
  if (answer.ok) return answer;
  let problem = 'The sandbox answers ' + answer.status;
  try { problem = JSON.parse(await answer.text()).error || problem; } catch (e) { /* what is no JSON says no more */ }
  throw new Refused(answer.status, problem);
}

/** Asks, and answers the JSON. */
export async function ask(path, method = 'GET', body) {
  const answer = await request(path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  return text ? JSON.parse(text) : {};
}

export const file = async path => (await request(path)).blob();

/** A file of the console itself. */
export const own = async name => (await fetch('/console/' + name)).text();

/** Reads server-sent events until they end. EventSource could not send the secret. */
export async function follow(path, signal, heard) {
  const answer = await request(path, { signal });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (rest + value).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const lines = Object.fromEntries(event.split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
      if (lines.data) heard(lines.event, JSON.parse(lines.data));
    }
  }
}
