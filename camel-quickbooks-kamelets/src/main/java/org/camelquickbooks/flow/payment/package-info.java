/** Which invoices a payment is for: decided by numbers alone, without asking anybody. */
package org.camelquickbooks.flow.payment;
