// Rows of entities as a table: a column for each field, references as links, amounts with separators.

import { app } from './app.js';
import { el, table } from './dom.js';
import { isMoney, money, moment, number, plural } from './format.js';

const LEFT_OUT = new Set(['domain', 'sparse', 'SyncToken']);
const FIRST = ['Id', 'DocNumber', 'DisplayName', 'Name', 'TxnDate', 'CustomerRef', 'VendorRef', 'TotalAmt', 'Balance'];

export function resultTable(label, entity, rows, only) {
  rows = rows.map(inside);
  const fields = only || fieldsOf(rows);
  return table(label, fields.map(name => ({
    head: name === 'MetaData' ? 'Updated' : name,
    kind: kindOf(name, rows),
    cell: row => cell(entity, name, row[name], row),
  })), rows, { none: 'No rows', kind: 'result' });
}

/** A recurring transaction has the transaction that it makes inside. */
export const inside = row => row.Id === undefined && Object.keys(row).length === 1 ? Object.values(row)[0] : row;

function kindOf(name, rows) {
  if (rows.some(row => typeof row[name] === 'number')) return 'number';
  const isLong = value => typeof value === 'string' ? value.length > 32 : value && !name.endsWith('Ref') && typeof value === 'object' && !Array.isArray(value) && JSON.stringify(value).length > 90;
  return rows.some(row => isLong(row[name])) ? 'long' : undefined;
}

function fieldsOf(rows) {
  const all = new Set(rows.flatMap(row => Object.keys(row)));
  const first = FIRST.filter(name => all.has(name));
  return [...first, ...[...all].filter(name => !LEFT_OUT.has(name) && !first.includes(name))];
}

/** What a field says; a link where it leads to another entity. */
export function cell(entity, name, value, row) {
  if (value === undefined || value === null) return '';
  if (name === 'Id') return el('a', { href: app.linkTo(entity, value), 'aria-label': entity + ' ' + value }, value);
  if (isMoney(name, value)) return money(value, row.CurrencyRef?.value || app.currency);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length ? plural(value.length, 'entry', 'entries') : '';
  if (name === 'MetaData') return moment(value.LastUpdatedTime || '');
  if (name.endsWith('Ref') && value.value !== undefined) return value.name || value.value;
  return Object.values(value).filter(part => typeof part === 'string' || typeof part === 'number').join(', ');
}
