package org.camelquickbooks.sandbox.ledger;

/** Who a posting concerns: a customer, a vendor or an employee. */
public record Party(String type, String id) {}
