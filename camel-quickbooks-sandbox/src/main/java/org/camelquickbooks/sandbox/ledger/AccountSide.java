package org.camelquickbooks.sandbox.ledger;

/** On which side an account grows: assets and expenses by their debits, the others by their credits. */
public final class AccountSide {

    private AccountSide() {}

    /** 1 for accounts that grow by debits, -1 for the others. */
    public static int sign(String classification) {
        return "Asset".equals(classification) || "Expense".equals(classification) ? 1 : -1;
    }
}
