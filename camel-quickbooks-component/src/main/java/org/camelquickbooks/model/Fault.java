package org.camelquickbooks.model;

import java.util.List;

/**
 * A fault of QuickBooks.
 *
 * @param type ValidationFault, SystemFault, AUTHENTICATION … as in the answer; empty if it had none
 */
public record Fault(String type, List<FaultError> errors) {

    /** Nothing was named. */
    public static final Fault NONE = new Fault("", List.of());

    public Fault {
        type = type == null ? "" : type;
        errors = List.copyOf(errors);
    }

    /** The code of the first error; empty where there is none. */
    public String code() {
        return errors.isEmpty() ? "" : errors.get(0).code();
    }
}
