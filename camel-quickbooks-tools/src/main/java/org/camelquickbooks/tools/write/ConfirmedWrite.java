package org.camelquickbooks.tools.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.camelquickbooks.model.Json;
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
                                ToolField.text(
                                                KEY,
                                                "8 to 40 letters, digits, '.', '_' and '-' that you choose for this one write. Use the "
                                                        + "same in each call for it, also after an error: then it is written once.")
                                        .mandatory(),
                                ToolField.text(
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
        Draft draft = draft(arguments);
        String write =
                name() + "\n" + arguments.canonical(fields(), List.of(Confirmations.FIELD)) + "\n" + draft.body();
        if (!arguments.has(Confirmations.FIELD)) {
            Instant expiry = confirmations.expiry();
            ObjectNode answer = Json.object()
                    .put("status", "confirmation_required")
                    .put(
                            "next",
                            "Nothing is written yet. Show the summary to the person. If they agree, call again with the same "
                                    + "arguments and this confirmation")
                    .put(Confirmations.FIELD, confirmations.token(write, expiry))
                    .put("expires", expiry.toString());
            answer.set("summary", draft.summary());
            return ToolAnswer.of(answer);
        }
        confirmations.check(arguments.text(Confirmations.FIELD), write);
        JsonNode booked = books.create(draft.entity(), draft.body(), "tools-" + key);
        ObjectNode answer = Json.object().put("status", "written").put("entity", draft.entity());
        answer.set("written", BOOKED.of(booked));
        return ToolAnswer.of(answer);
    }
}
