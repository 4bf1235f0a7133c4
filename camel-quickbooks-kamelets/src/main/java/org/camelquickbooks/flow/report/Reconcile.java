package org.camelquickbooks.flow.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowNames;
import org.camelquickbooks.flow.engine.Journal;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.flow.engine.TakeIn;
import org.camelquickbooks.model.Json;

/**
 * Compares what the flows have booked, as the journal knows it, with what QuickBooks has, and, where it is told, with
 * what the other system has: both ways, and field by field.
 */
final class Reconcile extends AsyncStep {

    /** The property of an exchange for the differences, one by one. */
    static final String DIFFERENCES = "CamelQuickBooksReconciliation";

    private static final Set<String> ROW = Set.of("id", "amount", "number", "date");

    /** The names that templates give to flows whose messages another system lists. */
    private static final Set<String> BY_DEFAULT =
            Set.of("invoice", "refund", "payment", "payout", "items", "count", "purchase", "receipt", "contacts-in");

    private final String name;
    private final String realmId;
    private final List<String> flows;
    private final String since;
    private final String until;
    private final ReconciliationForm form;

    /** @param flows their names; empty for all that have booked anything */
    Reconcile(String name, String realmId, List<String> flows, String since, String until, ReconciliationForm form) {
        this.name = name;
        this.realmId = realmId;
        this.flows = List.copyOf(flows);
        this.since = since;
        this.until = until;
        this.form = form;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        Message in = exchange.getMessage();
        String company = TakeIn.company(getCamelContext(), name, realmId, in);
        Period period = Period.of(in, since, until);
        String body = in.getBody() == null ? "" : in.getBody(String.class);
        JsonNode others = body.isBlank() ? Json.object() : read(body);
        Journal journal = Journals.of(getCamelContext());
        return journal.flows(company)
                .thenCompose(known -> compare(journal, company, period, names(known, others), others, known))
                .thenAccept(compared -> write(exchange, company, period, compared));
    }

    private List<String> names(List<String> known, JsonNode others) {
        Set<String> all = new TreeSet<>(known);
        all.addAll(FlowNames.of(getCamelContext()).all());
        for (String flow : flows) {
            // One that runs elsewhere may have seen nothing: then all of its list is missing.
            if (!all.contains(flow) && !BY_DEFAULT.contains(flow)) {
                throw new IllegalArgumentException("The parameter flows names '" + flow
                        + "', which is not a flow; the flows are " + String.join(", ", all));
            }
        }
        List<String> names = new ArrayList<>(flows.isEmpty() ? all : flows);
        others.fieldNames().forEachRemaining(flow -> {
            if (!names.contains(flow)) {
                throw new IllegalArgumentException("The body of the reconciliation has the key '" + flow
                        + "', and the flows are " + String.join(", ", names)
                        + (BY_DEFAULT.contains(flow)
                                ? "; if a flow of this name runs elsewhere, name it in the parameter flows"
                                : ""));
            }
        });
        return names;
    }

    private static JsonNode read(String text) {
        String example = "A reconciliation needs JSON such as {\"invoice\": [{\"id\": \"W-1\", \"amount\": 24.95}]}, "
                + "or an empty body";
        JsonNode others;
        try {
            others = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(example, e);
        }
        if (!others.isObject()) {
            throw new IllegalArgumentException(example);
        }
        others.properties().forEach(flow -> {
            if (!flow.getValue().isArray()) {
                throw new IllegalArgumentException(example + "; the value of '" + flow.getKey() + "' is not a list");
            }
            for (JsonNode row : flow.getValue()) {
                row.fieldNames().forEachRemaining(key -> {
                    if (!ROW.contains(key)) {
                        throw new IllegalArgumentException(
                                example + "; the key '" + key + "' of flow '" + flow.getKey() + "' is unknown");
                    }
                });
                if (!row.has("id") || row.has("amount") && !row.path("amount").isNumber()) {
                    throw new IllegalArgumentException(example + "; a row of '" + flow.getKey()
                            + "' has no id, or an amount that is not a number");
                }
            }
        });
        return others;
    }

    private CompletableFuture<List<ReconciledFlow>> compare(
            Journal journal, String company, Period period, List<String> names, JsonNode others, List<String> known) {
        Map<String, ReconciledFlow> compared = new LinkedHashMap<>();
        names.forEach(flow -> compared.put(flow, new ReconciledFlow(flow)));
        // Of all flows: what another one has made is not extra.
        Map<String, Set<String>> made = new TreeMap<>();
        AtomicReference<FirstDocument> first = new AtomicReference<>();
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (String flow : known) {
            all = all.thenCompose(before -> journal.each(flow, company, entry -> {
                entry.documents().forEach(document -> made(document, made, first));
                if (compared.containsKey(flow)) {
                    compared.get(flow).add(entry, period);
                }
            }));
        }
        return all.thenCompose(read -> {
            Map<String, Set<String>> wanted = new TreeMap<>();
            compared.values().forEach(flow -> {
                flow.ids(wanted);
                flow.entities().forEach(entity -> wanted.computeIfAbsent(entity, key -> new TreeSet<>()));
            });
            wanted.keySet().removeIf(Reconcile::isName);
            List<FlowEntry> refused = compared.values().stream()
                    .flatMap(flow -> flow.refused().stream())
                    .toList();
            CompletableFuture<Books> asked = Books.read(calls(company), period, wanted, first.get());
            return asked.thenCombine(RefusedDocuments.read(calls(company), refused), (books, documents) -> {
                Set<String> taken = new HashSet<>();
                Set<String> told = new HashSet<>();
                compared.values().forEach(flow -> flow.compareRefused(documents, period, made, told));
                compared.values().forEach(flow -> {
                    if (others.has(flow.flow())) {
                        flow.compareOther(others.path(flow.flow()), period);
                    }
                    flow.compareBooks(books);
                });
                compared.values().forEach(flow -> flow.compareUnfinished(books, made, told));
                compared.values().forEach(flow -> flow.entities().stream()
                        .filter(entity -> !isName(entity) && taken.add(entity))
                        .forEach(entity -> flow.compareExtra(
                                books, period, first.get(), entity, made.getOrDefault(entity, Set.of()), told)));
                return new ArrayList<>(compared.values());
            });
        });
    }

    /** Customers and items change every day; only documents are compared. */
    static boolean isName(String entity) {
        return Set.of("Customer", "Item").contains(entity);
    }

    private static void made(JsonNode document, Map<String, Set<String>> made, AtomicReference<FirstDocument> first) {
        made.computeIfAbsent(Json.text(document, "entity"), key -> new TreeSet<>())
                .add(Json.text(document, "id"));
        String created = Json.text(document, "created");
        // A customer or an item may be older than any flow, and has an Id of another row of numbers.
        if (created != null && !isName(Json.text(document, "entity"))) {
            FirstDocument here = new FirstDocument(created, Json.text(document, "id"));
            first.accumulateAndGet(here, (one, other) -> one == null || other.isBefore(one) ? other : one);
        }
    }

    private void write(Exchange exchange, String company, Period period, List<ReconciledFlow> compared) {
        ObjectNode result = Json.object()
                .put("company", company)
                .put("at", Journals.now(getCamelContext()).toString());
        if (period.since() != null) {
            result.put("since", period.since().toString());
        }
        if (period.until() != null) {
            result.put("until", period.until().toString());
        }
        ArrayNode all = result.putArray("flows");
        List<Difference> differences = new ArrayList<>();
        compared.forEach(flow -> {
            all.add(flow.json());
            differences.addAll(flow.differences());
        });
        Map<String, Integer> kinds = new TreeMap<>();
        differences.forEach(difference -> kinds.merge(difference.kind().word(), 1, Integer::sum));
        ObjectNode counted = result.putObject("kinds");
        kinds.forEach(counted::put);
        result.put("differences", differences.size());
        if (getCamelContext().getClassResolver().resolveClass("io.micrometer.core.instrument.MeterRegistry") != null) {
            ReconciliationMetrics.count(getCamelContext(), company, compared);
        }
        Message out = exchange.getMessage();
        out.setBody(form.write(result));
        out.setHeader(Exchange.CONTENT_TYPE, form.mediaType());
        out.setHeader("CamelQuickBooksDifferences", differences.size());
        exchange.setProperty(
                DIFFERENCES,
                differences.stream()
                        .map(difference ->
                                difference.json().put("flow", difference.flow()).put("company", company))
                        .toList());
    }
}
