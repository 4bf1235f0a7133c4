package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.camelquickbooks.flow.QuickBooksReplicaEvent.Kind;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.model.QuickBooksException;

/** Reads all rows of an entity in the order of their Ids. It goes on after the last page that was written. */
final class Reading {

    private static final String NOT_IN_PLAN = "5020";

    private final CompanyBooks books;
    private final Copy copy;
    private final ReplicaSettings settings;
    private final Reports reports;

    Reading(CompanyBooks books, Copy copy, ReplicaSettings settings, Reports reports) {
        this.books = books;
        this.copy = copy;
        this.settings = settings;
        this.reports = reports;
    }

    void run(EntityType type, Offset begun) throws SQLException, InterruptedException {
        Offset offset = begun;
        while (offset.is(Offset.Phase.READING)) {
            List<JsonNode> rows;
            try {
                rows = books.page(type, offset.lastId(), settings.pageSize(), offset.range());
            } catch (QuickBooksException e) {
                refused(type, offset, e);
                return;
            }
            boolean last = rows.size() < settings.pageSize() || type.kind() == EntityType.Category.SINGLE;
            Offset next = last ? offset.followFrom(offset.since()) : offset.readUpTo(lastId(type, offset, rows));
            Copy.Applied applied = copy.apply(type, offset, next, rows);
            reports.newFields(type, applied.newFields());
            if (last) {
                reports.send(
                        Kind.LOADED,
                        type.name(),
                        offset.range() == null ? "all" : offset.range().toString());
            }
            offset = applied.offset();
        }
    }

    private static String lastId(EntityType type, Offset offset, List<JsonNode> rows) {
        String id = Json.text(rows.get(rows.size() - 1), "Id");
        if (id == null || id.equals(offset.lastId())) {
            throw new IllegalStateException("QuickBooks answered a page of " + type.name() + " after Id "
                    + offset.lastId() + " that ends with Id " + id + "; the flow cannot continue from there");
        }
        return id;
    }

    /** What the company's plan does not have is left out, unless somebody has asked for it by name. */
    private void refused(EntityType type, Offset offset, QuickBooksException e) throws SQLException {
        if (e.isRetryable() || e instanceof QuickBooksAuthenticationException || !isOutsideThePlan(e)) {
            throw e;
        }
        copy.move(offset.unavailable());
        reports.send(Kind.UNAVAILABLE, type.name(), e.summary());
    }

    /** Other refusals are of the whole company, or pass. */
    private static boolean isOutsideThePlan(QuickBooksException e) {
        return e.getErrors().stream()
                .anyMatch(error -> NOT_IN_PLAN.equals(error.code())
                        || (error.message() + " " + error.detail())
                                .toLowerCase(Locale.ROOT)
                                .contains("not supported"));
    }

    /**
     * At the end of a run, so that all else is done.
     *
     * @param refused those of the settings' entities that are refused, by this run or one before
     */
    void failIfNamed(Collection<Offset> refused) {
        if (settings.named() && !refused.isEmpty()) {
            throw new IllegalStateException("The parameter entities names "
                    + refused.stream().map(Offset::entity).sorted().collect(Collectors.joining(", "))
                    + ", which QuickBooks refuses to company " + reports.realmId() + "; leave it out");
        }
    }
}
