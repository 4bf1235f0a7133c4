-- Profit and loss of a period, by account.
SELECT account_id, account, SUM(amount) AS amount
FROM qbo_profit_and_loss
WHERE tx_date BETWEEN ? AND ?
GROUP BY account_id, account
ORDER BY account;

-- Assets and liabilities on a day, by account.
SELECT account_id, account, SUM(amount) AS amount
FROM qbo_balance_sheet
WHERE tx_date BETWEEN ? AND ? AND section <> 'Equity'
GROUP BY account_id, account
ORDER BY account;

-- What customers owe.
SELECT customer_id, customer, SUM(amount) AS amount
FROM qbo_aged_receivable
WHERE due_date BETWEEN ? AND ?
GROUP BY customer_id, customer
ORDER BY customer;
