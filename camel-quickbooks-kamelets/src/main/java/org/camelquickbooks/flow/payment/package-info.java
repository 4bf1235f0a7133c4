/** Payments on the right invoices, and payouts as the bank shows them. */
package org.camelquickbooks.flow.payment;
