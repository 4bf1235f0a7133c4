package org.camelquickbooks.sandbox.company;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/**
 * Writes a section of a checkpoint: numbers of as many bytes as they need, and values that are written once and named by
 * their number from then on.
 */
final class CheckpointOutput {

    static final int NULL = 0;
    static final int NEW = 1;
    static final int FIRST_KNOWN = 2;

    private final Map<Object, Integer> known = new HashMap<>();
    private byte[] bytes = new byte[1 << 16];
    private int size;

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    CheckpointOutput raw(int oneByte) {
        room(1);
        bytes[size++] = (byte) oneByte;
        return this;
    }

    /** A number of either sign; small ones take one byte. */
    CheckpointOutput number(long number) {
        room(10);
        long left = number << 1 ^ number >> 63;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left & 0x7F | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
        return this;
    }

    CheckpointOutput bytes(byte[] content) {
        number(content.length);
        room(content.length);
        System.arraycopy(content, 0, bytes, size, content.length);
        size += content.length;
        return this;
    }

    CheckpointOutput text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    <T> CheckpointOutput list(Collection<T> list, BiConsumer<CheckpointOutput, T> writer) {
        number(list.size());
        list.forEach(element -> writer.accept(this, element));
        return this;
    }

    /** A value of a row or an entry; null is one. */
    CheckpointOutput value(Object value) {
        if (value == null) {
            return number(NULL);
        }
        Integer number = known.get(value);
        if (number != null) {
            return number(number);
        }
        number(NEW);
        define(value);
        known.put(value, known.size() + FIRST_KNOWN);
        return this;
    }

    private void define(Object value) {
        if (value instanceof IdValue id) {
            raw('i').text(id.text());
        } else if (value instanceof String text) {
            raw('s').text(text);
        } else if (value instanceof BigDecimal decimal) {
            raw('n').text(decimal.toString());
        } else if (value instanceof Boolean flag) {
            raw('b').raw(flag ? 1 : 0);
        } else if (value instanceof LocalDate date) {
            raw('d').number(date.toEpochDay());
        } else if (value instanceof Long number) {
            raw('l').number(number);
        } else if (value instanceof Party party) {
            raw('p').value(party.type()).value(party.id());
        } else if (value instanceof Entry.Key key) {
            raw('k').value(key.type()).value(key.id());
        } else if (value instanceof Tags tags) {
            raw('t').value(tags.party()).value(tags.classId()).value(tags.departmentId());
            value(tags.itemId()).value(tags.quantity()).value(tags.memo()).value(tags.customerId());
        } else {
            throw new IllegalStateException("A checkpoint has no form for a " + value.getClass());
        }
    }
}
