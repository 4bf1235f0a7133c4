package org.camelquickbooks.sandbox.fault;

/** A refused request, with the content of the answer. */
public final class QuickBooksFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FaultCode code;
    private final String detail;
    private final String element;
    private final int status;

    public QuickBooksFault(FaultCode code, String detail) {
        this(code, detail, null);
    }

    public QuickBooksFault(FaultCode code, String detail, String element) {
        this(code, detail, element, code.status());
    }

    private QuickBooksFault(FaultCode code, String detail, String element, int status) {
        // A fault is an answer, not an accident: no stack is taken.
        super(code.code() + " " + code.message() + ": " + detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.element = element;
        this.status = status;
    }

    /** A fault that says the same each time. */
    public static QuickBooksFault usual(FaultCode code) {
        return new QuickBooksFault(code, code.usualDetail());
    }

    public static QuickBooksFault required(String parameter) {
        return new QuickBooksFault(
                FaultCode.REQUIRED, "Required parameter " + parameter + " is missing in the request", parameter);
    }

    public static QuickBooksFault invalidId(String value, String element) {
        return new QuickBooksFault(
                FaultCode.INVALID_ID, "Id should be a valid number. Supplied value:" + value, element);
    }

    /** A 6000 with the prefix that all of them carry. */
    public static QuickBooksFault business(String reason) {
        return new QuickBooksFault(FaultCode.BUSINESS, "Business Validation Error: " + reason);
    }

    public static QuickBooksFault notFound(String type, String id) {
        return new QuickBooksFault(
                FaultCode.NOT_FOUND,
                "Object Not Found : Something you're trying to use has been made inactive. Check the fields with"
                        + " accounts, customers, items, vendors or employees.");
    }

    public static QuickBooksFault unsupported(String detail) {
        return new QuickBooksFault(FaultCode.UNSUPPORTED, detail);
    }

    /** A 500 in the words that the service puts around everything that it cannot do. */
    public static QuickBooksFault unsupportedOperation(String operation) {
        return unsupported("Operation " + operation + " is not supported.");
    }

    /** The same fault under another HTTP status, such as a Fault in a 200. */
    public QuickBooksFault withStatus(int other) {
        return new QuickBooksFault(code, detail, element, other);
    }

    public FaultCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public String element() {
        return element;
    }

    public int status() {
        return status;
    }
}
