package org.camelquickbooks.sandbox.company;

import java.time.ZoneId;

/**
 * The profile of a company: its realm id, and the country that determines its taxes and currency.
 *
 * @param multicurrency whether it keeps its books in several currencies from its first day on
 */
public record CompanyProfile(
        String realmId, String name, String country, String currency, ZoneId zone, boolean multicurrency) {

    public CompanyProfile {
        if (!realmId.matches("\\d{1,20}")) {
            throw new IllegalArgumentException(
                    "A realmId is a number of up to 20 digits, such as 9130347596841846, not " + realmId);
        }
    }

    /** A company in the United States, with sales tax by agency. */
    public static CompanyProfile unitedStates(String realmId, String name) {
        return new CompanyProfile(realmId, name, "US", "USD", ZoneId.of("America/Los_Angeles"), false);
    }

    /** The same with several currencies. */
    public CompanyProfile withMulticurrency() {
        return new CompanyProfile(realmId, name, country, currency, zone, true);
    }

    /** A company in Canada, with GST and HST by line and several currencies. */
    public static CompanyProfile canada(String realmId, String name) {
        return new CompanyProfile(realmId, name, "CA", "CAD", ZoneId.of("America/Toronto"), true);
    }

    public boolean isUnitedStates() {
        return country.equals("US");
    }
}
