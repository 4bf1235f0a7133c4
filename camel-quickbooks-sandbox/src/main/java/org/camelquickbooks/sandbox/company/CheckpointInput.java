package org.camelquickbooks.sandbox.company;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Reads what {@link CheckpointOutput} has written. */
final class CheckpointInput {

    private final List<Object> known = new ArrayList<>();
    private final byte[] bytes;
    private int at;

    CheckpointInput(byte[] bytes) {
        this.bytes = bytes;
    }

    int raw() {
        return bytes[at++];
    }

    long number() {
        long zigzag = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            zigzag |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return zigzag >>> 1 ^ -(zigzag & 1);
            }
        }
    }

    int size() {
        return Math.toIntExact(number());
    }

    /** All of the section. */
    byte[] section() {
        return bytes;
    }

    int at() {
        return at;
    }

    CheckpointInput skip(int length) {
        at += length;
        return this;
    }

    byte[] bytes() {
        int length = size();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    String text() {
        int length = size();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    <T> List<T> list(Function<CheckpointInput, T> reader) {
        int size = size();
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(reader.apply(this));
        }
        return list;
    }

    /** A value of the kind that the caller knows it to be, or null. */
    @SuppressWarnings("unchecked")
    <T> T value() {
        int number = size();
        if (number == CheckpointOutput.NULL) {
            return null;
        }
        if (number != CheckpointOutput.NEW) {
            return (T) known.get(number - CheckpointOutput.FIRST_KNOWN);
        }
        Object value = define();
        known.add(value);
        return (T) value;
    }

    private Object define() {
        return switch (raw()) {
            case 'i' -> new IdValue(text());
            case 's' -> text();
            case 'n' -> new BigDecimal(text());
            case 'b' -> raw() == 1;
            case 'd' -> LocalDate.ofEpochDay(number());
            case 'l' -> number();
            case 'p' -> new Party(value(), value());
            case 'k' -> new Entry.Key(value(), value());
            case 't' -> new Tags(value(), value(), value(), value(), value(), value(), value());
            default -> throw new IllegalStateException("The checkpoint has a value of an unknown form");
        };
    }
}
