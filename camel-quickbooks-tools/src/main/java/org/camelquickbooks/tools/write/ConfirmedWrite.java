package org.camelquickbooks.tools.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.RequestIdUsedException;
import org.camelquickbooks.tools.definition.Tool;
import org.camelquickbooks.tools.definition.ToolAnswer;
import org.camelquickbooks.tools.definition.ToolArguments;
import org.camelquickbooks.tools.definition.ToolException;
import org.camelquickbooks.tools.definition.ToolField;
import org.camelquickbooks.tools.read.Books;
import org.camelquickbooks.tools.read.Columns;

/**
 * A write in two calls: the first shows what would be written, the second writes exactly that. The idempotency key is the
 * request id of the write, which the component records before it is sent: with the same key it is done once.
 */
abstract class ConfirmedWrite implements Tool {

    private static final String KEY = "idempotencyKey";
    private static final String KEY_PATTERN = "[A-Za-z0-9._-]{8,40}";
    private static final Columns BOOKED = Columns.of(
            "Id",
            "DocNumber",
            "TxnDate",
            "DueDate",
            "customer=CustomerRef/name",
            "TotalAmt",
            "Balance",
            "UnappliedAmt");

    /**
     * What would be written.
     *
     * @param summary the same for people, with names in place of Ids
     */
    record Draft(String entity, ObjectNode body, ObjectNode summary) {}

    private final Books books;
    private final Confirmations confirmations;
    private final ConfirmedDrafts confirmed = new ConfirmedDrafts();

    ConfirmedWrite(Books books, Confirmations confirmations) {
        this.books = books;
        this.confirmations = confirmations;
    }

    /** The arguments beside key and confirmation. */
    abstract List<ToolField> ownFields();

    /** Looks up what the arguments name. Nothing is written. */
    abstract Draft draft(ToolArguments arguments);

    @Override
    public final List<ToolField> fields() {
        return Stream.concat(
                        ownFields().stream(),
                        Stream.of(
                                ToolField.shown(
                                                KEY,
                                                "8 to 40 letters, digits, '.', '_' and '-' that you choose for this one write. Use the "
                                                        + "same in each call for it, also after an error: then it is written once.")
                                        .mandatory(),
                                ToolField.shown(
                                        Confirmations.FIELD,
                                        "The 'confirmation' of the former answer. Set it only after a person has agreed to the "
                                                + "summary; without it nothing is written.")))
                .toList();
    }

    @Override
    public final boolean writes() {
        return true;
    }

    @Override
    public final ToolAnswer call(ToolArguments arguments) {
        String key = arguments.text(KEY);
        if (!key.matches(KEY_PATTERN)) {
            throw new ToolException(
                    KEY,
                    key,
                    "The idempotencyKey is not valid",
                    "Use 8 to 40 letters, digits, '.', '_' and '-', such as invoice-2026-03-0042");
        }
        String given = arguments.canonical(fields(), List.of(Confirmations.FIELD));
        Draft earlier = confirmed.find(given);
        Draft draft = earlier == null ? newDraft(arguments) : earlier;
        String write = name() + "\n" + given + "\n" + draft.body() + "\n" + draft.summary();
        if (!arguments.has(Confirmations.FIELD)) {
            Instant expiry = confirmations.expiry();
            ObjectNode answer = Json.object()
                    .put("status", "confirmation_required")
                    .put(
                            "next",
                            (earlier == null
                                            ? "This call has written nothing. Show the summary to the person. "
                                            : "An earlier call with this idempotencyKey was confirmed, so this write may be in the "
                                                    + "books. The same write with the same key is done once. Show the summary to the "
                                                    + "person. ")
                                    + "If they agree, call again with the same arguments and this confirmation")
                    .put(Confirmations.FIELD, confirmations.token(write, expiry))
                    .put("expires", expiry.toString());
            answer.set("summary", draft.summary());
            return ToolAnswer.of(answer);
        }
        confirmations.check(arguments.text(Confirmations.FIELD), write);
        confirmed.keep(given, draft);
        JsonNode booked = create(draft, key);
        ObjectNode answer = Json.object().put("status", "written").put("entity", draft.entity());
        answer.set("written", BOOKED.of(booked));
        return ToolAnswer.of(answer);
    }

    private Draft newDraft(ToolArguments arguments) {
        try {
            return draft(arguments);
        } catch (ToolException e) {
            if (!arguments.has(Confirmations.FIELD)) {
                throw e;
            }
            throw new ToolException(
                    e.field(),
                    e.value(),
                    e.getMessage() + ". " + Confirmations.NOT_BY_THIS_CALL,
                    e.fix() + ". Keep the idempotencyKey",
                    e.nearest());
        }
    }

    private JsonNode create(Draft draft, String key) {
        try {
            return books.create(draft.entity(), draft.body(), "tools-" + key);
        } catch (RequestIdUsedException e) {
            throw new ToolException(
                    KEY,
                    key,
                    "This key was already used for another write, which may be in the books",
                    "Do not choose another key. Look with open_invoices or get_document whether it is written, and ask the "
                            + "person");
        }
    }
}
