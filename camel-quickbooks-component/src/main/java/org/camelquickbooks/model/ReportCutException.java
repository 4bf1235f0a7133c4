package org.camelquickbooks.model;

/** QuickBooks has cut a report, which has more cells than it returns at once: rows are missing. Ask for fewer days. */
public final class ReportCutException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public ReportCutException(String message) {
        super(message);
    }
}
