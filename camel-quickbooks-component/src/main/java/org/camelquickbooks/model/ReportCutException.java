package org.camelquickbooks.model;

/** QuickBooks has cut a report because it has too many cells: rows are missing. Use a shorter range of days. */
public final class ReportCutException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public ReportCutException(String message) {
        super(message);
    }
}
