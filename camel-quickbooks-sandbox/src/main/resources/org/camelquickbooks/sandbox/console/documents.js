// The e-mails that were sent, and documents to print.

import { ask } from './api.js';
import { app } from './app.js';
import { card, el, field, select, show, table } from './dom.js';
import { pdfButton } from './document.js';
import { money, moment } from './format.js';

let letters, printed, kind;

function mount(panel) {
  letters = el('div');
  printed = el('div');
  kind = select([]);
  kind.addEventListener('change', () => app.attempt(open));
  panel.append(card('E-mails', [], el('p', { class: 'soft' }, 'The sandbox sends no e-mails. It keeps what a client asks it to send.'), letters),
    card('PDFs', [], el('div', { class: 'fields' }, field('Document', kind)), printed));
}

async function open() {
  if (!kind.options.length) kind.append(...app.catalogue.filter(e => e.printed && e.queried).map(e => el('option', { value: e.name }, e.name)));
  if (!kind.dataset.set) {
    kind.dataset.set = 'yes';
    kind.value = 'Invoice';
  }
  const entity = kind.value;
  const [sent, found] = await Promise.all([ask(app.ofCompany('letters')),
    ask(app.ofCompany('query'), 'POST', { statement: 'select * from ' + entity + ' orderby MetaData.LastUpdatedTime desc maxresults 30' })]);
  const mails = sent.letters.reverse();
  show(letters, [app.realm, mails], () => table('E-mails', [
    { head: 'Time of the company', kind: 'time', cell: l => moment(l.time) },
    { head: 'To', kind: 'long', cell: l => l.to },
    { head: 'Document', cell: l => el('a', { href: app.linkTo(l.entity, l.id) }, l.entity + ' ' + (l.docNumber || l.id)) },
    { head: 'Attachment', cell: l => pdfButton(l.entity, l.id) }], mails, { none: 'No e-mail yet', tall: true }));
  show(printed, [app.realm, entity, found.rows], () => table('Documents to print', [
    { head: 'Number', cell: d => el('a', { href: app.linkTo(entity, d.Id) }, d.DocNumber || d.PaymentRefNum || d.Id) },
    { head: 'Date', kind: 'time', cell: d => d.TxnDate },
    { head: 'Customer or vendor', kind: 'long', cell: d => (d.CustomerRef || d.VendorRef || {}).name },
    { head: 'Total', kind: 'number', cell: d => d.TotalAmt === undefined ? '' : money(d.TotalAmt, d.CurrencyRef?.value || app.currency) },
    { head: '', cell: d => pdfButton(entity, d.Id) }], found.rows, { none: 'None of these', tall: true }));
}

export const documents = { id: 'documents', title: 'E-mails and PDFs', mount, open, changed: open };
