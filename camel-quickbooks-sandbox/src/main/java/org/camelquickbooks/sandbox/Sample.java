package org.camelquickbooks.sandbox;

import java.util.Arrays;
import java.util.Locale;

/** The sample data of a new company in the United States. */
public enum Sample {

    /**
     * The sample company that Intuit gives to every developer, with the same Ids: customer 1 is Amy's Bird Sanctuary.
     */
    INTUIT,

    /** A home and garden shop with classes, locations, a budget and half a year of transactions. */
    OWN;

    /**
     * The sample by its name.
     *
     * @throws IllegalArgumentException where there is none of that name
     */
    public static Sample of(String name) {
        return Arrays.stream(values())
                .filter(sample -> sample.word().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no sample " + name + "; there are intuit and own"));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where its chart of accounts and its data are among the seeds. */
    String seed() {
        return this == INTUIT ? "us" : "own";
    }

    String companyName(int number) {
        if (this == INTUIT) {
            return "Sandbox Company_US_" + number;
        }
        return number == 1 ? "Harbor Street Home & Garden" : "Harbor Street Branch " + number;
    }
}
