// How to connect a client: a token, the consent page, and code to copy.

import { ask, own } from './api.js';
import { app, copyButton } from './app.js';
import { button, card, el, facts, select } from './dom.js';
import { moment } from './format.js';

const SNIPPETS = [['curl', 'curl'], ['java', 'Java (Camel)'], ['node', 'Node'], ['python', 'Python']];
const MASK = '•'.repeat(12);

let client, tokens, code, language;
let templates = {};
let got = null;
let visible = false;

function mount(panel) {
  client = select(['sandbox-client'], { 'aria-label': 'App' });
  tokens = el('div', { role: 'status' });
  language = el('div', { class: 'buttons', role: 'group', 'aria-label': 'Language' });
  language.append(...SNIPPETS.map(([id, name]) => button(name, () => pick(id), { id: 'snippet-' + id, 'aria-pressed': 'false' })));
  code = el('pre', { tabIndex: 0, role: 'region', 'aria-label': 'Code', id: 'snippet' });
  panel.append(
    card('Get a token', [], el('p', {}, 'A pair of tokens for the chosen company, as if a user had consented. The access token expires after an hour.'),
      el('div', { class: 'fields' }, el('label', {}, 'App', client), button('Get a token', () => app.attempt(get), { class: 'main' }),
        button('Disconnect all apps', () => app.attempt(disconnect))), tokens),
    card('Code', [copyButton('Copy', 'The code', () => fill(templates[chosen()], true))], language, code),
    card('Consent page', [], el('p', {}, 'Clients that get tokens by OAuth 2 send their users to this page. Each loopback redirect URI is accepted. The secret of sandbox-client is sandbox-secret.'),
      el('ul', { class: 'plain' }, ['/connect/oauth2', '/oauth2/v1/tokens/bearer', '/v2/oauth2/tokens/revoke', '/.well-known/openid_configuration']
        .map(path => el('li', {}, el('code', {}, location.origin + path)))),
      el('p', {}, el('a', { id: 'consent', target: '_blank', rel: 'noopener', href: consent() }, 'Open the consent page'),
        el('span', { class: 'soft' }, ' as an app on port 9191 would'))));
}

const consent = () => '/connect/oauth2?' + new URLSearchParams({ client_id: 'sandbox-client', response_type: 'code', scope: 'com.intuit.quickbooks.accounting',
  redirect_uri: 'http://localhost:9191/callback', state: 'from-the-console' });

const chosen = () => language.querySelector('[aria-pressed="true"]')?.id.slice('snippet-'.length);

async function open() {
  const apps = (await ask('apps')).apps.map(each => each.clientId);
  if (apps.length !== client.options.length) client.replaceChildren(...apps.map(id => el('option', { value: id }, id)));
  if (!templates.curl) {
    const texts = await Promise.all(SNIPPETS.map(([id]) => own('snippet-' + id + '.txt')));
    templates = Object.fromEntries(SNIPPETS.map(([id], i) => [id, texts[i]]));
  }
  if (got && got.realmId !== app.realm) got = null;
  present();
  pick(chosen() || 'curl');
}

async function get() {
  got = await ask('tokens', 'POST', { realmId: app.realm, clientId: client.value });
  got.until = new Date(Date.parse(app.state.clock.now) + 1000 * got.expires_in).toISOString();
  visible = false;
  present();
  pick(chosen());
}

async function disconnect() {
  await ask('tokens/' + encodeURIComponent(app.realm), 'DELETE');
  got = null;
  present();
  tokens.append(el('p', {}, 'All tokens of ' + app.name(app.realm) + ' are revoked.'));
  pick(chosen());
}

function present() {
  if (!got) {
    tokens.replaceChildren();
    return;
  }
  const secret = (name, value) => [name, el('span', { class: 'buttons' }, el('code', {}, visible ? value : MASK), copyButton('Copy the ' + name.toLowerCase(), 'The ' + name.toLowerCase(), () => value))];
  tokens.replaceChildren(facts([secret('Access token', got.access_token), secret('Refresh token', got.refresh_token),
    ['Company', app.name(got.realmId) + ' (' + got.realmId + ')'], ['Expires', moment(got.until) + ' UTC, by the clock of the sandbox']]),
  button(visible ? 'Hide the tokens' : 'Show the tokens', () => {
    visible = !visible;
    present();
    pick(chosen());
  }));
}

function pick(id) {
  for (const [each] of SNIPPETS) document.getElementById('snippet-' + each).setAttribute('aria-pressed', String(each === id));
  code.textContent = fill(templates[id] || '', visible);
}

/** The code with the address, the company and the token; copied, it holds the token in clear. */
function fill(template, clear) {
  const token = got ? clear ? got.access_token : MASK : 'get-a-token-first';
  return template.replaceAll('@URL@', location.origin).replaceAll('@REALM@', app.realm).replaceAll('@TOKEN@', token);
}

export const connect = { id: 'connect', title: 'Connect', mount, open };
