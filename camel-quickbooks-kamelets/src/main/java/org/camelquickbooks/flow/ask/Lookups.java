package org.camelquickbooks.flow.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.canonical.References;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.model.Json;

/**
 * Looks up all Ids that a mapping needs at the same time, without blocking a thread. A name may be a full name, such
 * as {@code Drinks:Tea}. If several entities have the name, the message is refused, and the error names them.
 */
public final class Lookups {

    private static final Set<String> WITHOUT_ACTIVE = Set.of("Invoice", "TaxCode");
    /**
     * Answers of writes do not name terms, tax codes, and the accounts of most documents: whether one was renamed would
     * not be seen.
     */
    private static final Set<String> ASKED_ANEW = Set.of("Invoice", "Account", "Term", "TaxCode", "Department");

    /** Answers of items name their accounts. */
    private static final Set<String> ASKED_ANEW_OF_ITEMS = Set.of("Invoice", "Term", "TaxCode");

    private static final Set<String> PARTIES_AND_ITEMS = Set.of("Customer", "Item");

    /** Ids that were found, and what was not, with the reason. */
    public record Found(Map<Reference, String> ids, Map<Reference, String> missing) implements References {

        @Override
        public String id(String entity, String field, String value) {
            return ids.get(new Reference(entity, field, value));
        }
    }

    /** What a mapping asks for, when it is run with this. */
    public static final class Wanted implements References {

        private final Set<Reference> references = new LinkedHashSet<>();

        @Override
        public String id(String entity, String field, String value) {
            references.add(new Reference(entity, field, value));
            return "";
        }

        public Set<Reference> references() {
            return references;
        }
    }

    /** There is none, or it is not known which is meant. */
    public static final class NoSuchReferenceException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final boolean absent;

        NoSuchReferenceException(String message, boolean absent) {
            super(message);
            this.absent = absent;
        }

        /** Whether there is none at all, so that one may be made. */
        public boolean isAbsent() {
            return absent;
        }
    }

    private final Calls calls;
    private final Inactive inactive;
    private final Set<String> notRemembered;

    public Lookups(Calls calls) {
        this(calls, Inactive.REFUSE);
    }

    /** @param inactive what is done where a customer or an item is inactive */
    public Lookups(Calls calls, Inactive inactive) {
        this(calls, inactive, ASKED_ANEW);
    }

    /** @param notRemembered entities that are asked each time; null for all */
    private Lookups(Calls calls, Inactive inactive, Set<String> notRemembered) {
        this.calls = calls;
        this.inactive = inactive;
        this.notRemembered = notRemembered;
    }

    /** Those of a catalogue: thousands of items have the same few accounts. */
    public static Lookups ofCatalogue(Calls calls) {
        return new Lookups(calls, Inactive.REFUSE, ASKED_ANEW_OF_ITEMS);
    }

    /** Those that ask each time: for what QuickBooks' answer to a write would not show to be somebody else's by now. */
    public static Lookups fresh(Calls calls) {
        return fresh(calls, Inactive.REFUSE);
    }

    /** @param inactive what is done where a customer or an item is inactive */
    public static Lookups fresh(Calls calls, Inactive inactive) {
        return new Lookups(calls, inactive, null);
    }

    public CompletableFuture<Found> find(Set<Reference> wanted, Map<Reference, String> known) {
        Map<Reference, String> ids = new ConcurrentHashMap<>(known);
        Map<Reference, String> missing = new ConcurrentHashMap<>();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (Reference reference : wanted) {
            if (!known.containsKey(reference)) {
                all.add(id(reference).handle((id, failure) -> {
                    if (failure == null) {
                        ids.put(reference, id);
                    } else if (Failures.cause(failure) instanceof NoSuchReferenceException none) {
                        missing.put(reference, none.getMessage());
                    } else {
                        throw new CompletionException(Failures.cause(failure));
                    }
                    return null;
                }));
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> new Found(ids, missing));
    }

    /** The same for what a message names: what is missing is said by the places where it is named. */
    public CompletableFuture<Found> named(
            CanonicalType type, JsonNode message, Set<Reference> wanted, Map<Reference, String> known) {
        return find(wanted, known).thenApply(found -> {
            if (!found.missing().isEmpty()) {
                throw new CanonicalException(
                        type,
                        wanted.stream()
                                .filter(found.missing()::containsKey)
                                .map(reference -> new Problem(
                                        reference.pointerIn(message),
                                        found.missing().get(reference)))
                                .toList());
            }
            return found;
        });
    }

    /** Accounts of a type, such as those of receivables: one for each currency in most companies. */
    public CompletableFuture<List<JsonNode>> accountsOfType(String type) {
        return calls.query("select * from Account where AccountType = :type", Map.of("type", type));
    }

    /** The first account of a type. */
    public CompletableFuture<String> accountOfType(String type) {
        return accountsOfType(type).thenApply(accounts -> accounts.stream()
                .findFirst()
                .map(row -> Json.text(row, "Id"))
                .orElseThrow(() -> new IllegalStateException("The company has no account of type " + type)));
    }

    /** The Id of one thing; fails with a NoSuchReferenceException where there is none, or it is not known which. */
    public CompletableFuture<String> id(Reference reference) {
        return isRemembered(reference)
                ? calls.references()
                        .ask(
                                calls.company(),
                                reference.entity() + " " + reference.field() + " " + Names.folded(reference.value())
                                        + " " + inactive,
                                () -> ask(reference))
                : ask(reference);
    }

    /**
     * Whether the name in QuickBooks' answer to the write has to be compared with the one that was meant: what was found
     * may be old by then, also where it was asked anew. A SKU that was given to another item would not be noticed there.
     */
    public boolean isCompared(Reference reference) {
        return notRemembered != null && !reference.field().equals("Sku") && !notRemembered.contains(reference.entity());
    }

    /** Whether its Id is remembered for a while. Whether it is active is asked each time where that makes a difference. */
    private boolean isRemembered(Reference reference) {
        return isCompared(reference)
                && (inactive == Inactive.REFUSE || !PARTIES_AND_ITEMS.contains(reference.entity()));
    }

    /** The same, asked anew. */
    public CompletableFuture<String> anew(Reference reference) {
        return ask(reference);
    }

    /**
     * Who has a name now, asked anew; null for nobody. Fails with a NoSuchReferenceException where several others have it.
     *
     * @param id of who had it before
     */
    public CompletableFuture<String> whoHas(String type, String name, String id) {
        String field = type.equals("Customer") || type.equals("Vendor") ? "DisplayName" : "Name";
        Reference reference = new Reference(type, field, name);
        return rows(reference).thenApply(rows -> {
            List<JsonNode> active = rows.stream().filter(Lookups::isActive).toList();
            if (active.size() > 1) {
                if (active.stream().anyMatch(row -> id.equals(Json.text(row, "Id")))) {
                    return id;
                }
                throw several(reference, rows);
            }
            return active.size() == 1 && !isOtherThanInactive(active.get(0), rows, reference)
                    ? Json.text(active.get(0), "Id")
                    : null;
        });
    }

    private CompletableFuture<String> ask(Reference reference) {
        return rows(reference).thenCompose(rows -> {
            List<JsonNode> active = rows.stream().filter(Lookups::isActive).toList();
            if (active.size() == 1 && !isOtherThanInactive(active.get(0), rows, reference)) {
                return CompletableFuture.completedFuture(Json.text(active.get(0), "Id"));
            }
            if (!active.isEmpty()) {
                return CompletableFuture.failedFuture(several(reference, rows));
            }
            if (rows.isEmpty()) {
                return CompletableFuture.failedFuture(
                        new NoSuchReferenceException("QuickBooks has no " + reference + " that is active", true));
            }
            return inactive(reference, rows);
        });
    }

    private static NoSuchReferenceException several(Reference reference, List<JsonNode> rows) {
        return new NoSuchReferenceException(
                "QuickBooks has " + rows.size() + " of " + reference + ": " + candidates(rows) + "; use the full name",
                false);
    }

    private CompletableFuture<String> inactive(Reference reference, List<JsonNode> rows) {
        boolean may = PARTIES_AND_ITEMS.contains(reference.entity()) && rows.size() == 1;
        if (!may || inactive == Inactive.REFUSE) {
            return CompletableFuture.failedFuture(new NoSuchReferenceException(
                    "QuickBooks has no " + reference + " that is active; inactive are: " + candidates(rows)
                            + (may
                                    ? ". Make it active; the invoice and the payment flow do so with inactive=reactivate"
                                    : ""),
                    false));
        }
        JsonNode row = rows.get(0);
        String id = Json.text(row, "Id");
        return inactive == Inactive.USE
                ? CompletableFuture.completedFuture(id)
                : reactivated(reference, row).thenApply(done -> id);
    }

    /** QuickBooks writes behind the name of what is inactive that it is: it gets its own back. */
    private CompletableFuture<?> reactivated(Reference reference, JsonNode row) {
        String field = reference.entity().equals("Customer") ? "DisplayName" : "Name";
        ObjectNode change = Json.object().put("Id", Json.text(row, "Id")).put("Active", true);
        change.put(field, Names.active(row.path(field).asText()));
        return calls.json("quickbooks:update/" + reference.entity(), change, Map.of());
    }

    /** What people read to choose one. */
    public static String candidates(List<JsonNode> rows) {
        return rows.stream()
                .map(row -> full(row) + " (Id " + Json.text(row, "Id") + (isActive(row) ? ")" : ", inactive)"))
                .collect(Collectors.joining(", "));
    }

    /** Whether what has just this name is inactive, and the active one has it as the last part of its full name only. */
    private static boolean isOtherThanInactive(JsonNode active, List<JsonNode> rows, Reference reference) {
        return !isWhole(active, reference) && rows.stream().anyMatch(row -> isWhole(row, reference));
    }

    private static boolean isWhole(JsonNode row, Reference reference) {
        return Names.folded(Names.active(full(row))).equals(Names.folded(reference.value()));
    }

    public static boolean isActive(JsonNode row) {
        return row.path("Active").asBoolean(true);
    }

    private static String full(JsonNode row) {
        for (String field : List.of("FullyQualifiedName", "DisplayName", "Name", "DocNumber")) {
            if (row.has(field)) {
                return row.path(field).asText();
            }
        }
        return "";
    }

    /** All that a reference may mean, active or not; one whose full name it is goes before those of its last part. */
    public CompletableFuture<List<JsonNode>> rows(Reference reference) {
        String value = reference.value().strip();
        boolean isName = reference.field().equals("Name") || reference.field().equals("DisplayName");
        // A letter with an accent has two forms; QuickBooks may have either.
        Set<String> forms = new LinkedHashSet<>(
                List.of(Names.composed(value), value, Names.decomposed(value), Names.withSingleBlanks(value)));
        Set<String> values = new LinkedHashSet<>(forms);
        if (isName) {
            forms.forEach(form -> {
                String last = Names.last(form);
                values.add(last);
                values.add(Names.inactive(form));
                values.add(Names.inactive(last));
            });
        }
        String statement = "select * from " + reference.entity() + " where " + reference.field() + " in (:values)"
                + (WITHOUT_ACTIVE.contains(reference.entity()) ? "" : " and Active in (true, false)");
        return calls.query(statement, Map.of("values", List.copyOf(values)))
                .thenApply(rows -> isName
                        ? meant(withoutCategories(rows), reference.field(), value)
                        : rows.stream()
                                .filter(row -> Names.folded(
                                                row.path(reference.field()).asText())
                                        .equals(Names.folded(value)))
                                .toList());
    }

    /** A category is an item to queries, and to nothing else. */
    private static List<JsonNode> withoutCategories(List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> !row.path("Type").asText().equals("Category"))
                .toList();
    }

    private static List<JsonNode> meant(List<JsonNode> rows, String field, String value) {
        String wanted = Names.folded(value);
        Map<Boolean, List<JsonNode>> byFullName = new LinkedHashMap<>();
        for (JsonNode row : rows) {
            boolean whole = Names.folded(Names.active(full(row))).equals(wanted);
            boolean own = Names.folded(Names.active(row.path(field).asText())).equals(wanted);
            if (whole || own) {
                byFullName.computeIfAbsent(whole, key -> new ArrayList<>()).add(row);
            }
        }
        List<JsonNode> whole = letterByLetter(byFullName.getOrDefault(true, List.of()), value);
        List<JsonNode> parts = byFullName.getOrDefault(false, List.of());
        if (whole.stream().anyMatch(Lookups::isActive) || parts.isEmpty()) {
            return whole;
        }
        List<JsonNode> all = new ArrayList<>(whole);
        all.addAll(parts);
        return all;
    }

    /** QuickBooks may have two names that differ in nothing but blanks. */
    private static List<JsonNode> letterByLetter(List<JsonNode> rows, String value) {
        List<JsonNode> same = rows.stream()
                .filter(row -> Names.composed(Names.active(full(row))).equalsIgnoreCase(Names.composed(value)))
                .toList();
        return same.isEmpty() ? rows : same;
    }
}
