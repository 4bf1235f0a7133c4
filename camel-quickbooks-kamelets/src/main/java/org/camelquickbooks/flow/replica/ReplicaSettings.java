package org.camelquickbooks.flow.replica;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.RouteTemplateContext;
import org.apache.camel.util.TimeUtils;
import org.camelquickbooks.flow.engine.FlowTemplate;
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

    private static final int LARGEST_PAGE = 1000;

    /** The longest name of a table of ours has 50 characters. */
    private static final int LONGEST_PREFIX = 12;

    private static final Set<String> FOR_VIEWS =
            Set.of("Account", "Customer", "Invoice", "CreditMemo", "Payment", "JournalEntry");

    static ReplicaSettings of(RouteTemplateContext parameters) {
        String realmId = FlowTemplate.text(parameters, "realmId").trim();
        String realms = FlowTemplate.text(parameters, "realms").trim();
        if (!realmId.isEmpty() && !realms.isEmpty()) {
            throw new IllegalArgumentException("realmId is '" + realmId + "' and realms is '" + realms
                    + "'; set realmId for one company, or realms for several");
        }
        String entities = FlowTemplate.text(parameters, "entities").trim();
        return new ReplicaSettings(
                FlowTemplate.name(parameters),
                realms.isEmpty() ? realmId.isEmpty() ? List.of() : List.of(realmId) : CommaList.of(realms),
                entities.isEmpty() ? byDefault() : named(entities),
                !entities.isEmpty(),
                number(parameters, "pageSize", 1, LARGEST_PAGE),
                FlowTemplate.flag(parameters, "ledger"),
                FlowTemplate.flag(parameters, "history"),
                prefix(FlowTemplate.text(parameters, "tablePrefix").trim()),
                interval(FlowTemplate.text(parameters, "auditInterval").trim()),
                number(parameters, "auditMonths", 0, 1200),
                number(parameters, "parallelCompanies", 1, 100));
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

    private static int number(RouteTemplateContext parameters, String name, int least, int most) {
        String text = FlowTemplate.text(parameters, name).trim();
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
