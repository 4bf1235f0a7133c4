package org.camelquickbooks.tools.definition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The position from which the next call continues. It belongs to the same arguments. */
public final class Continuation {

    /** The argument of each tool that answers rows. */
    public static final ToolField FIELD = ToolField.text(
            "continuation",
            "The 'continuation' of the former answer, for its next rows. Repeat all other arguments unchanged.");

    private static final List<String> NAME = List.of(FIELD.name());

    private Continuation() {}

    /** The position where to begin; 0 at the beginning. */
    public static int position(Tool tool, ToolArguments arguments) {
        String given = arguments.text(FIELD.name());
        if (given == null) {
            return 0;
        }
        String[] parts = given.split("-", 2);
        try {
            int position = Integer.parseInt(parts[0]);
            if (position >= 0 && given.equals(at(position, tool, arguments))) {
                return position;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ToolException(
                FIELD.name(),
                given,
                "This continuation does not belong to these arguments",
                "Repeat the arguments of the former call unchanged, or leave continuation out to begin again");
    }

    /** What to give in the next call. */
    public static String at(int position, Tool tool, ToolArguments arguments) {
        return position + "-" + digest(tool.name() + arguments.canonical(tool.fields(), NAME));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Each Java has SHA-256", e);
        }
    }
}
