package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.ledger.Ledger;

/** Everything that a company is at one moment. */
final class CompanyState {

    private static final int REMEMBERED_ANSWERS = 50_000;
    private static final long REMEMBERED_BYTES = 64 << 20;
    private static final int KEPT_LETTERS = 10_000;

    final Map<String, Table> tables = new LinkedHashMap<>();
    final Ledger ledger = new Ledger();
    final Map<String, Long> sequences = new HashMap<>();
    final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, byte[]> answers = new LinkedHashMap<>();
    private final List<ObjectNode> letters = new ArrayList<>();
    private long answerBytes;

    CompanyState() {
        Catalogue.get().types().forEach(type -> tables.put(type.name(), new Table(type)));
    }

    /** A state that shares the rows, which never change, and nothing else. */
    CompanyState copy() {
        CompanyState copy = new CompanyState();
        tables.forEach((name, table) -> copy.tables.get(name).addAll(table));
        ledger.entries().forEach(entry -> copy.ledger.replace(entry.key(), entry));
        copy.ledger.closeAs(ledger);
        copy.sequences.putAll(sequences);
        copy.numbers.putAll(numbers);
        answers.forEach(copy::remember);
        copy.keep(letters);
        return copy;
    }

    /** What was answered to a request id, or null. */
    byte[] answer(String requestId) {
        return answers.get(requestId);
    }

    /** Keeps an answer for those who ask again; the oldest are forgotten. Null stands for no id. */
    void remember(String requestId, byte[] answer) {
        if (requestId == null) {
            return;
        }
        byte[] former = answers.put(requestId, answer);
        answerBytes += answer.length - (former == null ? 0 : former.length);
        Iterator<byte[]> oldest = answers.values().iterator();
        while (answers.size() > REMEMBERED_ANSWERS || answerBytes > REMEMBERED_BYTES && answers.size() > 1) {
            answerBytes -= oldest.next().length;
            oldest.remove();
        }
    }

    List<ObjectNode> letters() {
        return letters;
    }

    /** Keeps letters; the oldest are thrown away. */
    void keep(List<ObjectNode> sent) {
        letters.addAll(sent);
        if (letters.size() > KEPT_LETTERS) {
            letters.subList(0, letters.size() - KEPT_LETTERS).clear();
        }
    }

    void sawId(String sequence, String id) {
        Long number = number(id);
        if (number != null) {
            sequences.merge(sequence, number, Math::max);
        }
    }

    void sawNumber(String type, String docNumber) {
        Long number = docNumber == null ? null : number(docNumber);
        if (number != null) {
            numbers.merge(type, number, Math::max);
        }
    }

    /** The text as a number of the size that sequences have, or null. */
    private static Long number(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        return Long.valueOf(text);
    }
}
