package org.camelquickbooks.model;

/** The parts of a report do not add up to the whole: the books changed while they were read, or a part was cut. */
public final class ReportMismatchException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public ReportMismatchException(String message) {
        super(message);
    }
}
