package org.camelquickbooks.sandbox.ledger;

/** The party of a posting: a customer, a vendor or an employee. */
public record Party(String type, String id) {

    static Party renamed(Party party, String type, String from, String into) {
        return party != null && party.type.equals(type) && party.id.equals(from) ? new Party(type, into) : party;
    }
}
