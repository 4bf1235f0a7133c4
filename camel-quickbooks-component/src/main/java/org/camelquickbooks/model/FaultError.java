package org.camelquickbooks.model;

/**
 * One error of a fault.
 *
 * @param code QuickBooks' code of the error, such as 6240; empty if the answer had none
 * @param element the field with the error, or null
 */
public record FaultError(String code, String message, String detail, String element) {

    public FaultError {
        code = code == null ? "" : code;
        message = message == null ? "" : Redaction.of(message);
        detail = detail == null ? "" : Redaction.of(detail);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(code.isEmpty() || code.equals(message) ? message : code + " " + message);
        if (!detail.isEmpty() && !detail.equals(message)) {
            text.append(" (").append(detail).append(')');
        }
        if (element != null && !element.isEmpty()) {
            text.append(" at ").append(element);
        }
        return text.toString();
    }
}
