-- Views over the copy of the books. ${prefix} is the parameter tablePrefix. Each statement is SQL for PostgreSQL,
-- MariaDB, H2 and SQLite.

-- Income and expenses, each line of the ledger with the sign that the report ProfitAndLoss shows.
CREATE VIEW ${prefix}profit_and_loss AS
SELECT l.realm_id, l.tx_date, a.account_type AS section, l.account_id, a.fully_qualified_name AS account,
       CASE WHEN a.classification = 'Revenue' THEN -l.amount ELSE l.amount END AS amount,
       -l.amount AS net_income,
       l.txn_type, l.txn_id, l.doc_num, l.name, l.name_id, l.memo
FROM ${prefix}ledger_line l
JOIN ${prefix}account a ON a.realm_id = l.realm_id AND a.id = l.account_id
WHERE a.classification IN ('Revenue', 'Expense');

-- Assets, liabilities and equity, each line of the ledger with the sign that the report BalanceSheet shows. The balance
-- on a day is the sum of all lines up to it. Income and expenses are equity.
CREATE VIEW ${prefix}balance_sheet AS
SELECT l.realm_id, l.tx_date,
       CASE WHEN a.classification IN ('Revenue', 'Expense') THEN 'Equity' ELSE a.classification END AS section,
       CASE WHEN a.classification IN ('Revenue', 'Expense') THEN NULL ELSE l.account_id END AS account_id,
       CASE WHEN a.classification IN ('Revenue', 'Expense') THEN 'Earnings' ELSE a.fully_qualified_name END AS account,
       CASE WHEN a.classification = 'Asset' THEN l.amount ELSE -l.amount END AS amount,
       l.txn_type, l.txn_id, l.doc_num, l.name, l.name_id, l.memo
FROM ${prefix}ledger_line l
JOIN ${prefix}account a ON a.realm_id = l.realm_id AND a.id = l.account_id;

-- What customers owe now, document by document, in the home currency: what is open of an invoice, what is left of a
-- credit memo or a payment, and what is open of a customer's lines of a journal
-- entry, taken together.
CREATE VIEW ${prefix}open_receivable AS
SELECT i.realm_id, i.customer_ref AS customer_id, 'Invoice' AS txn_type, i.id AS txn_id, i.doc_number AS doc_num,
       i.txn_date, COALESCE(i.due_date, i.txn_date) AS due_date,
       ROUND(i.balance * COALESCE(i.exchange_rate, 1), 2) AS amount
FROM ${prefix}invoice i
WHERE i.deleted_at IS NULL AND i.balance <> 0
UNION ALL
SELECT c.realm_id, c.customer_ref, 'CreditMemo', c.id, c.doc_number, c.txn_date, c.txn_date,
       -ROUND(c.balance * COALESCE(c.exchange_rate, 1), 2)
FROM ${prefix}credit_memo c
WHERE c.deleted_at IS NULL AND c.balance <> 0
UNION ALL
SELECT p.realm_id, p.customer_ref, 'Payment', p.id, p.payment_ref_num, p.txn_date, p.txn_date,
       -ROUND(p.unapplied_amt * COALESCE(p.exchange_rate, 1), 2)
FROM ${prefix}payment p
WHERE p.deleted_at IS NULL AND p.unapplied_amt <> 0
UNION ALL
SELECT o.realm_id, o.customer_id, 'JournalEntry', j.id, j.doc_number, j.txn_date, j.txn_date,
       ROUND((CASE WHEN o.amount < 0 THEN -1 ELSE 1 END)
             * (ABS(o.amount) - COALESCE((SELECT SUM(pl.amount)
                                          FROM ${prefix}payment_line_linked_txn pt
                                          JOIN ${prefix}payment_line pl ON pl.realm_id = pt.realm_id AND pl.id = pt.id
                                               AND pl.position = pt.parent_position
                                          JOIN ${prefix}payment pm ON pm.realm_id = pt.realm_id AND pm.id = pt.id
                                          WHERE pt.realm_id = o.realm_id AND pt.txn_type = 'JournalEntry'
                                                AND pt.txn_id = o.id AND pm.customer_ref = o.customer_id
                                                AND pm.deleted_at IS NULL), 0))
             * COALESCE(j.exchange_rate, 1), 2)
FROM (SELECT l.realm_id, l.id, l.entity_entity_ref AS customer_id,
             SUM(CASE WHEN l.posting_type = 'Debit' THEN l.amount ELSE -l.amount END) AS amount
      FROM ${prefix}journal_entry_line l
      JOIN ${prefix}account a ON a.realm_id = l.realm_id AND a.id = l.account_ref
      WHERE a.account_type = 'Accounts Receivable' AND l.entity_type = 'Customer'
      GROUP BY l.realm_id, l.id, l.entity_entity_ref) o
JOIN ${prefix}journal_entry j ON j.realm_id = o.realm_id AND j.id = o.id
WHERE j.deleted_at IS NULL;

-- The same by customer. Ages are counted from due_date: see the documentation.
CREATE VIEW ${prefix}aged_receivable AS
SELECT r.realm_id, r.customer_id, c.display_name AS customer, r.due_date, SUM(r.amount) AS amount
FROM ${prefix}open_receivable r
JOIN ${prefix}customer c ON c.realm_id = r.realm_id AND c.id = r.customer_id
GROUP BY r.realm_id, r.customer_id, c.display_name, r.due_date;
