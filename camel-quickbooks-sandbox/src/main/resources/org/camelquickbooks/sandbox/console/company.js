// A company at a glance: what is in it, who owes, what was invoiced, what is on the accounts.

import { ask } from './api.js';
import { app } from './app.js';
import { card, el, show, table } from './dom.js';
import { count, money } from './format.js';

let place;

function mount(panel) {
  place = el('div', { class: 'stack' });
  panel.append(place);
}

async function open() {
  const glance = await ask(app.ofCompany('glance'));
  show(place, glance, () => build(glance));
}

function build(c) {
  const balanced = Number(c.trialBalance) === 0;
  const link = (entity, id, text) => el('a', { href: app.linkTo(entity, id) }, text || id);
  const amount = value => money(value, c.currency);
  return [
    card(c.name, [], el('ul', { class: 'buttons plain row' }, Object.entries(c.counts).map(([entity, n]) =>
      el('li', {}, link(entity, undefined, count(n) + ' ' + entity + (n === 1 ? '' : 's'))))),
    el('p', {}, 'Trial balance: ', el('strong', { class: balanced ? 'good' : 'bad' }, amount(c.trialBalance)),
      balanced ? ' – debits and credits agree' : ' – debits and credits do not agree, which is a bug of the sandbox'),
    el('p', { class: 'soft' }, 'Company ' + c.realmId + ', ' + c.country + ', ' + c.timeZone)),
    el('div', { class: 'columns broad' },
      card('Customers who owe most', [], table('Customers who owe most', [
        { head: 'Name', kind: 'long', cell: x => link('Customer', x.Id, x.DisplayName) },
        { head: 'Owes', kind: 'number', cell: x => money(x.Balance, x.CurrencyRef?.value || c.currency) }], c.customers)),
      card('Latest invoices', [], table('Latest invoices', [
        { head: 'Number', cell: x => link('Invoice', x.Id, x.DocNumber) },
        { head: 'Customer', kind: 'long', cell: x => x.CustomerRef?.name },
        { head: 'Total', kind: 'number', cell: x => money(x.TotalAmt, x.CurrencyRef?.value || c.currency) },
        { head: 'Open', kind: 'number', cell: x => money(x.Balance, x.CurrencyRef?.value || c.currency) }], c.invoices)),
      card('Accounts', [], table('Accounts', [
        { head: 'Account', kind: 'long', cell: x => link('Account', x.Id, x.FullyQualifiedName) },
        { head: 'Type', cell: x => x.AccountType },
        { head: 'Balance', kind: 'number', cell: x => amount(x.CurrentBalance) }], c.accounts, { tall: true })))];
}

export const company = { id: 'company', title: 'Company', mount, open, changed: open };
