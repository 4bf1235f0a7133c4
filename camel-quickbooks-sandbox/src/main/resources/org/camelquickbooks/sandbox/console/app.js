// What the parts of the console share: the chosen company, the last state, messages, the way to another part.

import { ask } from './api.js';

const byId = id => document.getElementById(id);

export const app = {
  state: null,
  catalogue: [],

  get realm() { return byId('realm').value; },
  company(realm = this.realm) { return this.state?.companies.find(c => c.realmId === realm); },
  get currency() { return this.company()?.currency; },
  name(realm) { return this.company(realm)?.name || realm || ''; },
  entity(name) { return this.catalogue.find(e => e.name === name); },
  ofCompany(path, realm = this.realm) { return 'companies/' + encodeURIComponent(realm) + '/' + path; },

  /** The address of an entity in the browser of entities. */
  linkTo(entity, id) { return '#entities/' + encodeURIComponent(entity) + (id === undefined ? '' : '/' + encodeURIComponent(id)); },

  /** Says something that was done, also to those who hear the page. */
  say(text) { byId('said').textContent = text; },

  /** Does some work, and shows what goes wrong. */
  async attempt(work) {
    try {
      await work();
      byId('problem').textContent = '';
    } catch (e) {
      if (e.name === 'AbortError') return;
      if (e.locked) {
        byId('locked').hidden = false;
        byId('live').textContent = 'locked';
      }
      byId('problem').textContent = e.message;
    }
  },

  async copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
    } catch (e) {
      // Without TLS, a page of another machine has no clipboard.
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    this.say(what + ' copied');
  },

  async loadCatalogue() { this.catalogue = (await ask('catalogue')).entities; },
};

/** A button that copies, and says so for a moment. */
export function copyButton(label, what, text) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.addEventListener('click', () => app.attempt(async () => {
    await app.copy(await text(), what);
    made.textContent = 'Copied';
    setTimeout(() => { made.textContent = label; }, 1500);
  }));
  return made;
}
