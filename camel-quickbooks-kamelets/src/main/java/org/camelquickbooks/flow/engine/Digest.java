package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/** Detects whether two messages have the same content. The order of fields and the form of numbers do not matter. */
public final class Digest {

    private Digest() {}

    public static String of(JsonNode message) {
        StringBuilder text = new StringBuilder();
        write(message, text);
        return hash(text.toString());
    }

    /** Of several texts; where one ends and the next begins matters. */
    public static String ofTexts(String... texts) {
        StringBuilder joined = new StringBuilder();
        for (String text : texts) {
            joined.append(text.length()).append(':').append(text);
        }
        return hash(joined.toString());
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private static void write(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            text.append('{');
            TreeSet<String> names = new TreeSet<>();
            node.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                text.append('"').append(name).append("\":");
                write(node.path(name), text);
                text.append(',');
            }
            text.append('}');
        } else if (node.isArray()) {
            text.append('[');
            node.forEach(each -> {
                write(each, text);
                text.append(',');
            });
            text.append(']');
        } else if (node.isNumber()) {
            text.append(node.decimalValue().stripTrailingZeros().toPlainString());
        } else {
            text.append(node);
        }
    }
}
