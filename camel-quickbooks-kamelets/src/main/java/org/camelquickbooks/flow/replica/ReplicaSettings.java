package org.camelquickbooks.flow.replica;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.camel.util.TimeUtils;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.EntityType.Ability;

/**
 * The parameters of a copy, checked.
 *
 * @param realms the companies; {@code all} for every connected one; empty for that of the component
 * @param named whether somebody has named the entities
 * @param auditInterval zero for no audit
 */
record ReplicaSettings(
        String name,
        List<String> realms,
        List<EntityType> entities,
        boolean named,
        int pageSize,
        boolean ledger,
        boolean history,
        String tablePrefix,
        Duration auditInterval,
        int auditMonths,
        int parallelCompanies) {

    static final String ALL = "all";

    /** Rates have no Id; these two cannot be queried, or hold another entity each. */
    private static final Set<String> NEVER =
            Set.of("ExchangeRate", "RecurringTransaction", "TaxClassification", "TaxService");

    /** The address of a file is another one with each answer. */
    private static final Set<String> NOT_BY_DEFAULT = Set.of("Attachable");

    private static final int LONGEST_NAME = 100;

    private static final int LARGEST_PAGE = 1000;

    /** The longest name of a table of ours has 50 characters. */
    private static final int LONGEST_PREFIX = 12;

    private static final Set<String> FOR_VIEWS =
            Set.of("Account", "Customer", "Invoice", "CreditMemo", "Payment", "JournalEntry");

    /** @param parameters their texts by name; empty for those that nobody has set */
    static ReplicaSettings of(UnaryOperator<String> parameters) {
        String realmId = parameters.apply("realmId").trim();
        String realms = parameters.apply("realms").trim();
        if (!realmId.isEmpty() && !realms.isEmpty()) {
            throw new IllegalArgumentException("realmId is '" + realmId + "' and realms is '" + realms
                    + "'; set realmId for one company, or realms for several");
        }
        String entities = parameters.apply("entities").trim();
        return new ReplicaSettings(
                name(parameters),
                realms.isEmpty() ? realmId.isEmpty() ? List.of() : List.of(realmId) : CommaList.of(realms),
                entities.isEmpty() ? byDefault() : named(entities),
                !entities.isEmpty(),
                number(parameters, "pageSize", LARGEST_PAGE, 1, LARGEST_PAGE),
                flag(parameters, "ledger"),
                flag(parameters, "history"),
                prefix(parameters.apply("tablePrefix").trim()),
                interval(parameters.apply("auditInterval").trim()),
                number(parameters, "auditMonths", 2, 0, 1200),
                number(parameters, "parallelCompanies", 4, 1, 100));
    }

    private static String name(UnaryOperator<String> parameters) {
        String name = parameters.apply("name").trim();
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "name is '" + name + "'; it may have up to " + LONGEST_NAME + " characters");
        }
        return name.isEmpty() ? "replica" : name;
    }

    private static boolean flag(UnaryOperator<String> parameters, String name) {
        String text = parameters.apply(name).trim();
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(name + " is '" + text + "'; set it to true or false");
        }
        return Boolean.parseBoolean(text);
    }

    private static boolean isPossible(EntityType type) {
        return type.can(Ability.QUERY) && !NEVER.contains(type.name());
    }

    private static List<EntityType> byDefault() {
        EntityCatalogue catalogue = EntityCatalogue.get();
        return catalogue.names().stream()
                .map(catalogue::type)
                .filter(ReplicaSettings::isPossible)
                .filter(type -> !NOT_BY_DEFAULT.contains(type.name()))
                .toList();
    }

    private static List<EntityType> named(String entities) {
        List<EntityType> types;
        try {
            types = EntityCatalogue.get().types(entities);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The parameter entities is '" + entities + "': " + e.getMessage(), e);
        }
        types.stream().filter(type -> !isPossible(type)).findFirst().ifPresent(type -> {
            throw new IllegalArgumentException(
                    "The parameter entities names " + type.name()
                            + ", which cannot be copied, since QuickBooks does not return it by query under an Id; leave it out");
        });
        return types.stream().distinct().toList();
    }

    private static int number(UnaryOperator<String> parameters, String name, int value, int least, int most) {
        String given = parameters.apply(name).trim();
        String text = given.isEmpty() ? Integer.toString(value) : given;
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                name + " is '" + text + "'; set it to a number from " + least + " to " + most);
    }

    private static String prefix(String prefix) {
        if (!prefix.matches("([a-z][a-z0-9_]*)?") || prefix.length() > LONGEST_PREFIX) {
            throw new IllegalArgumentException("tablePrefix is '" + prefix + "'; it may have up to " + LONGEST_PREFIX
                    + " small letters, digits and underscores, and begins with a letter, such as qbo_");
        }
        return prefix;
    }

    private static Duration interval(String text) {
        try {
            long millis = TimeUtils.toMilliSeconds(text);
            if (millis >= 0) {
                return Duration.ofMillis(millis);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "auditInterval is '" + text + "'; set it to a duration such as 1d or 12h, or to 0 for no audit");
    }

    /** Whether the copy has what the views show. */
    boolean hasViews() {
        return ledger
                && entities.stream()
                        .map(EntityType::name)
                        .collect(Collectors.toSet())
                        .containsAll(FOR_VIEWS);
    }
}
