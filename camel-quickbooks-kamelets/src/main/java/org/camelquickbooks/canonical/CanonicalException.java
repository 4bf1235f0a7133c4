package org.camelquickbooks.canonical;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A message is not valid. Nothing was created from it. */
public class CanonicalException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public CanonicalException(CanonicalType type, List<Problem> problems) {
        super("The " + type.word() + " is not valid: "
                + problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** All problems; null after serialization. */
    public List<Problem> getProblems() {
        return problems;
    }
}
