package org.camelquickbooks.sandbox;

/**
 * A company that an oracle keeps books of.
 *
 * @param canada whether lines have tax codes
 * @param foreign the other currency of some of its people, or null where it has one currency
 */
record OracleKind(String realm, boolean canada, String home, String foreign) {

    static final OracleKind CANADA = new OracleKind(QuickBooksSandbox.CANADA_REALM, true, "CAD", "USD");
    static final OracleKind UNITED_STATES = new OracleKind(QuickBooksSandbox.US_REALM, false, "USD", null);
    static final OracleKind SEVERAL_CURRENCIES =
            new OracleKind(QuickBooksSandbox.MULTICURRENCY_REALM, false, "USD", "CAD");

    static OracleKind of(long seed) {
        return switch ((int) Math.floorMod(seed, 4L)) {
            case 0, 2 -> CANADA;
            case 1 -> UNITED_STATES;
            default -> SEVERAL_CURRENCIES;
        };
    }

    SandboxCompany company(QuickBooksSandbox sandbox) {
        return sandbox.company(realm);
    }

    boolean hasForeign() {
        return foreign != null;
    }
}
