package org.camelquickbooks.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One entity of the API.
 *
 * @param name the name in JSON and in queries
 * @param path the name in URLs
 * @param operations one letter each, see {@link Ability}
 * @param hasCdc whether change data capture reports it
 * @param webhook its webhook events: created, updated, deleted, merged, voided, emailed
 * @param nameKey the field that identifies it by name, or null
 * @param readOnly the fields that only QuickBooks writes
 * @param requiredInSparse the fields that a sparse update has to repeat although they do not change
 */
public record EntityType(
        String name,
        String path,
        Category kind,
        String operations,
        boolean hasCdc,
        String webhook,
        String nameKey,
        Set<String> readOnly,
        List<String> requiredInSparse) {

    /** Whether it stays in a list when it is no longer wanted, is really deleted, or is there once a company. */
    public enum Category {
        LIST,
        TXN,
        SINGLE
    }

    /** What can be done to an entity. */
    public enum Ability {
        CREATE('C'),
        READ('R'),
        QUERY('Q'),
        UPDATE('U'),
        SPARSE_UPDATE('S'),
        DELETE('D'),
        VOID('V'),
        SEND('E'),
        PDF('P'),
        DEACTIVATE('X');

        private final char letter;

        Ability(char letter) {
            this.letter = letter;
        }
    }

    public boolean can(Ability ability) {
        return operations.indexOf(ability.letter) >= 0;
    }

    /** What can be done to it, for a message. */
    public String abilities() {
        return Arrays.stream(Ability.values())
                .filter(this::can)
                .map(a -> a.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    /** The field that a natural key is looked for in unless another is named: a name, or the number of a document. */
    public String defaultKey() {
        return nameKey != null ? nameKey : kind == Category.TXN ? "DocNumber" : null;
    }

    /** Whether an invoice's way of voiding is meant, or that of a payment: facts, section 1. */
    public boolean isVoidedByOperation() {
        return name.equals("Invoice");
    }
}
