// One entity: its fields, its lines, its relations, its JSON.

import { file } from './api.js';
import { app, copyButton } from './app.js';
import { button, card, el, facts, table } from './dom.js';
import { count, isMoney, money } from './format.js';
import { cell, inside } from './result.js';

const LEFT_OUT = new Set(['domain', 'sparse', 'Line', 'MetaData', 'Id', 'LinkedTxn', 'CustomField']);

export function documentView({ entity, id, document: whole, references, referrers }) {
  const document = inside(whole);
  const name = document.DisplayName || document.Name || document.DocNumber || document.CompanyName || '';
  const byField = new Map(references.map(r => [r.field, r]));
  const pairs = Object.entries(document).filter(([field]) => !LEFT_OUT.has(field)).map(([field, value]) => [field, valueOf(entity, field, value, document, byField)]);
  const printed = app.entity(entity)?.printed;
  return [
    card(entity + ' ' + id + (name ? ' · ' + name : ''), [el('a', { href: app.linkTo(entity) }, 'All of ' + entity), printed && pdfButton(entity, id)].filter(Boolean),
      facts([...pairs, ['Created', document.MetaData?.CreateTime], ['Updated', document.MetaData?.LastUpdatedTime]], 'pairs')),
    document.Line?.length && card('Lines', [], lines(document)),
    el('div', { class: 'columns' }, card('Refers to', [], references.length
      ? el('ul', { class: 'plain' }, references.map(r => el('li', {}, link(r.entity, r.id, r.name), el('span', { class: 'soft' }, ' ' + r.field))))
      : el('p', { class: 'soft' }, 'Nothing')),
    card('Referred to by', [], referrers.length ? referrers.map(group) : el('p', { class: 'soft' }, 'Nothing'))),
    el('details', { class: 'card' }, el('summary', {}, 'JSON'), el('div', { class: 'actions' },
      copyButton('Copy the JSON', 'The JSON', () => JSON.stringify(document, null, 2))),
    el('pre', { tabIndex: 0, role: 'region', 'aria-label': 'JSON of ' + entity + ' ' + id }, JSON.stringify(document, null, 2)))].filter(Boolean);
}

const link = (entity, id, name) => el('a', { href: app.linkTo(entity, id) }, entity + ' ' + id + (name ? ' · ' + name : ''));

function valueOf(entity, field, value, document, byField) {
  const reference = byField.get(field);
  return reference ? el('a', { href: app.linkTo(reference.entity, reference.id) }, reference.name || reference.id) : cell(entity, field, value, document);
}

const group = ({ entity, count: n, newest }) => el('div', {}, el('h3', {}, count(n) + ' ' + entity + (n > newest.length ? ', the newest' : '')),
  el('ul', { class: 'plain' }, newest.map(r => el('li', {}, link(entity, r.id, r.label === entity ? null : r.label),
    el('span', { class: 'soft' }, [r.date && ' ' + r.date, r.amount !== null && money(r.amount, r.currency || app.currency), r.field].filter(Boolean).join(' · '))))));

function lines(document) {
  const kindOf = l => l[l.DetailType] || {};
  const what = l => kindOf(l).ItemRef || kindOf(l).AccountRef || kindOf(l).ItemAccountRef;
  const amount = value => value === undefined ? '' : money(value, document.CurrencyRef?.value || app.currency);
  return table('Lines', [
    { head: 'Line', cell: l => l.Id || '' },
    { head: 'Type', cell: l => (l.DetailType || '').replace(/Detail$/, '') },
    { head: 'Item or account', kind: 'long', cell: l => what(l) && el('a', { href: app.linkTo(kindOf(l).ItemRef ? 'Item' : 'Account', what(l).value) }, what(l).name || what(l).value) },
    { head: 'Description', kind: 'long', cell: l => l.Description },
    { head: 'Linked', cell: l => (l.LinkedTxn || []).map(t => t.TxnType + ' ' + t.TxnId).join(', ') },
    { head: 'Quantity', kind: 'number', cell: l => kindOf(l).Qty === undefined ? '' : String(kindOf(l).Qty) },
    { head: 'Price', kind: 'number', cell: l => isMoney('UnitPrice', kindOf(l).UnitPrice) ? amount(kindOf(l).UnitPrice) : '' },
    { head: 'Amount', kind: 'number', cell: l => amount(l.Amount) }], document.Line);
}

/** Shows a PDF in a tab of its own. */
export const pdfButton = (entity, id) => button('Open PDF', () => app.attempt(async () => {
  const address = URL.createObjectURL(await file(app.ofCompany('entities/' + entity + '/' + encodeURIComponent(id) + '/pdf')));
  const opened = el('a', { href: address, target: '_blank', download: false });
  opened.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  app.say('The PDF of ' + entity + ' ' + id + ' is open in another tab');
}), { 'aria-label': 'Open PDF of ' + entity + ' ' + id });
