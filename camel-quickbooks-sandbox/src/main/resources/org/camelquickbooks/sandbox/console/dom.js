// Builds elements. Text always becomes a text node, so nothing that a name contains is ever markup.

/** An element: properties first, then children (elements, texts, or nothing). */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') made.className = value;
    else if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (name in made && !name.startsWith('aria')) made[name] = value;
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter(child => child !== undefined && child !== null && child !== false && child !== ''));
  return made;
}

export const button = (text, work, properties = {}) => el('button', { type: 'button', onclick: work, ...properties }, text);

/** A field with its label. */
export const field = (label, input, properties = {}) => el('label', properties, label, input);

export const select = (options, properties = {}) => el('select', properties,
  options.map(option => Array.isArray(option) ? el('option', { value: option[0] }, option[1]) : el('option', { value: option }, option)));

export const card = (title, actions, ...children) => el('section', { class: 'card' },
  el('div', { class: 'head' }, el('h2', {}, title), ...(actions || [])), ...children);

/** Facts as a list of terms; those without a value are left out. */
export const facts = (pairs, kind) => el('dl', { class: kind }, pairs.filter(([, value]) => value !== undefined && value !== null && value !== '')
  .flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));

/** The same, one after another in a line. */
export const inlineFacts = pairs => el('dl', { class: 'inline' }, pairs.filter(([, value]) => value !== undefined && value !== null && value !== '')
  .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));

/**
 * A table in a region that scrolls, which the keyboard can reach.
 * columns: { head, kind, cell(row) }; cell returns a text, an element, or nothing.
 */
export function table(label, columns, rows, { none = 'Nothing yet', tall = false, kind } = {}) {
  if (!rows.length) return el('p', { class: 'soft' }, none);
  const head = el('tr', {}, columns.map(c => el('th', { scope: 'col', class: c.kind }, c.head)));
  const body = rows.map(row => el('tr', {}, columns.map(c => el('td', { class: c.kind }, c.cell(row)))));
  return el('div', { class: tall ? 'scroll tall' : 'scroll', tabIndex: 0, role: 'region', 'aria-label': label },
    el('table', { class: kind }, el('thead', {}, head), el('tbody', {}, body)));
}

const shown = new WeakMap();

/** Shows something else only if the data have changed, so that nobody loses their place; keeps the focus inside. */
export function show(place, data, build) {
  const signature = JSON.stringify(data);
  if (shown.get(place) === signature) return;
  shown.set(place, signature);
  const active = place.contains(document.activeElement) ? document.activeElement : null;
  place.replaceChildren(...[build()].flat());
  if (active) {
    const name = active.getAttribute('aria-label') || active.textContent;
    const again = [...place.querySelectorAll('button, a')].find(e => (e.getAttribute('aria-label') || e.textContent) === name);
    place.tabIndex = -1;
    (again || place).focus({ preventScroll: true });
  }
}

/** Shows the same data once more, where something else than the data decides how. */
export const forget = place => shown.delete(place);
