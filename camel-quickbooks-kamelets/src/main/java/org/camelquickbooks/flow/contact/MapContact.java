package org.camelquickbooks.flow.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.FromQuickBooks;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.canonical.ToQuickBooks;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Names;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.Digest;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.model.Json;

/**
 * Makes a customer of a contact of the CRM, or changes the one that was made of it. What both sides have in common at
 * the end of each change is kept, so that the change does not come back as news.
 */
final class MapContact extends AsyncStep {

    /** The note of a contact that was changed in QuickBooks, too. */
    static final String STANDS = "it was also changed in QuickBooks, and that change wins";

    private static final List<String> NO_CONTENT = List.of("id", "version", "changed");

    private final String back;
    private final ContactConflict conflict;

    /** @param back the name of the flow in the other direction */
    MapContact(String back, ContactConflict conflict) {
        this.back = back;
        this.conflict = conflict;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        Calls calls = calls(work.key().company());
        return there(calls, work)
                .thenCombine(parent(calls, work.message()), (there, parentId) -> {
                    work.anew();
                    ObjectNode customer = new ToQuickBooks((entity, field, value) -> parentId)
                            .customer(((ObjectNode) work.message().deepCopy()).without(NO_CONTENT));
                    exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "Customer");
                    exchange.getMessage().setBody(customer);
                    work.operation(there == null ? "create" : "update");
                    if (there != null) {
                        customer.put("Id", Json.text(there, "Id"));
                        if (isFullName(work.message())) {
                            // It says who is meant, and is no name.
                            customer.remove("DisplayName");
                        }
                    }
                    return there;
                })
                .thenCompose(there -> there == null ? CompletableFuture.completedFuture(null) : decide(work, there));
    }

    /** The customer that was made of the contact; or one of its name, to whom it is linked then. */
    private CompletableFuture<JsonNode> there(Calls calls, FlowWork work) {
        String made = work.entry().entityId();
        if (made != null) {
            return calls.query("select * from Customer where Id = :id and Active in (true, false)", Map.of("id", made))
                    .thenApply(rows -> rows.isEmpty() ? null : rows.get(0));
        }
        String name = Json.text(work.message(), "name");
        return new Lookups(calls)
                .rows(new Reference("Customer", "DisplayName", name))
                .thenApply(rows -> one(
                        name,
                        rows.stream()
                                // Whoever is inactive has given the name up, where QuickBooks has marked it.
                                .filter(row -> Lookups.isActive(row)
                                        || Names.folded(row.path("DisplayName").asText())
                                                .equals(Names.folded(name)))
                                .toList()))
                .thenCompose(row -> row == null ? CompletableFuture.completedFuture(null) : unlinked(work, row));
    }

    /** Two contacts of one name would overwrite each other's customer. */
    private CompletableFuture<JsonNode> unlinked(FlowWork work, JsonNode row) {
        String id = Json.text(row, "Id");
        return Journals.of(getCamelContext())
                .find(new FlowKey(back, work.key().company(), id))
                .thenApply(agreed -> {
                    String other = agreed.map(FlowEntry::theirs).orElse(null);
                    if (other != null && !other.equals(work.key().id())) {
                        throw new CanonicalException(
                                CanonicalType.CUSTOMER,
                                List.of(new Problem(
                                        "/name",
                                        "customer " + id + " has this name, and is linked to the contact " + other
                                                + "; give one of the two contacts another name, or send the change "
                                                + "with the id " + other)));
                    }
                    return row;
                });
    }

    private static JsonNode one(String name, List<JsonNode> rows) {
        if (rows.isEmpty() && name.contains(":")) {
            throw new CanonicalException(
                    CanonicalType.CUSTOMER,
                    List.of(new Problem(
                            "/name",
                            "QuickBooks has no customer with the full name " + name
                                    + "; a new one has a name without colons, and a parent")));
        }
        if (rows.size() > 1) {
            throw new CanonicalException(
                    CanonicalType.CUSTOMER,
                    List.of(new Problem(
                            "/name",
                            "QuickBooks has " + rows.size() + " customers with this name: "
                                    + Lookups.candidates(rows))));
        }
        return rows.isEmpty() ? null : rows.get(0);
    }

    private CompletableFuture<String> parent(Calls calls, JsonNode message) {
        String name = Json.text(message, "parent");
        if (name == null) {
            return CompletableFuture.completedFuture(null);
        }
        Reference parent = new Reference("Customer", "DisplayName", name);
        return Lookups.fresh(calls)
                .named(CanonicalType.CUSTOMER, message, Set.of(parent), Map.of())
                .thenApply(found -> found.ids().get(parent));
    }

    private CompletableFuture<Void> decide(FlowWork work, JsonNode there) {
        if (hasIt(work.message(), there)) {
            work.nothingToDo("QuickBooks already has these values", "Customer", Json.text(there, "Id"));
            return CompletableFuture.completedFuture(null);
        }
        return Journals.of(getCamelContext())
                .find(new FlowKey(back, work.key().company(), Json.text(there, "Id")))
                .thenAccept(last -> {
                    boolean changedThere = last.isPresent()
                            && CustomerState.kept(last.get().digest(), there).isEmpty();
                    if (!changedThere || conflict == ContactConflict.CRM) {
                        return;
                    }
                    if (conflict == ContactConflict.REFUSE) {
                        throw new CanonicalException(
                                CanonicalType.CUSTOMER,
                                List.of(new Problem(
                                        "",
                                        "the contact was also changed in QuickBooks (customer " + Json.text(there, "Id")
                                                + "), since both sides were last equal")));
                    }
                    work.nothingToDo(STANDS, "Customer", Json.text(there, "Id"));
                });
    }

    /** Whether the name is that of a customer and of all above them, such as Parent:Child. */
    private static boolean isFullName(JsonNode contact) {
        return contact.path("name").asText().contains(":");
    }

    /** Whether a customer is as a contact says. */
    static boolean hasIt(JsonNode contact, JsonNode there) {
        return Digest.of(content(there)).equals(Digest.of(content(contact, there)));
    }

    /** What is compared: all that a contact says, but nobody's number of it. */
    static ObjectNode content(JsonNode customer) {
        ObjectNode content = FromQuickBooks.message("Customer", customer);
        if (!content.path("active").asBoolean(true)) {
            // QuickBooks writes behind the name that it is no longer in use.
            content.put("name", content.path("name").asText().replaceFirst(" \\(deleted\\)$", ""));
        }
        return content.without(List.of("id"));
    }

    /** The contact as it would be in QuickBooks: what it does not say stays as it is there. */
    private static ObjectNode content(JsonNode contact, JsonNode there) {
        ObjectNode merged = content(there);
        contact.properties().forEach(field -> {
            boolean isName = field.getKey().equals("name") && isFullName(contact);
            // A parent may be said by their own name, or by the full one.
            boolean isParent = field.getKey().equals("parent")
                    && merged.has("parent")
                    && Names.isSame(
                            merged.path("parent").asText(), field.getValue().asText());
            if (!NO_CONTENT.contains(field.getKey()) && !isName && !isParent) {
                merged.set(field.getKey(), field.getValue());
            }
        });
        return merged;
    }
}
