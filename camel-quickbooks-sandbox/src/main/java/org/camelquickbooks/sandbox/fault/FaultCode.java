package org.camelquickbooks.sandbox.fault;

/** The table of faults that the service answers, with status, type and message as documented. */
public enum FaultCode {
    AUTHENTICATION(100, 401, "AuthenticationFault", "General Authentication Error"),
    AUTHORIZATION(120, 403, "AuthorizationFault", "Authorization Failure"),
    WRONG_CLUSTER(130, 401, "AuthenticationFault", "Accessing Wrong Cluster"),
    COMPANY_LOCKED(140, 403, "AuthorizationFault", "Company Locked Out"),
    UNDER_MAINTENANCE(150, 403, "AuthorizationFault", "Company Under Maintenance"),
    UNSUPPORTED(500, 400, "ValidationFault", "Unsupported Operation"),
    DUPLICATE_REQUEST(600, 400, "ValidationFault", "Duplicate Request ID"),
    NOT_FOUND(610, 400, "ValidationFault", "Object Not Found"),
    CANNOT_LINK(620, 400, "ValidationFault", "Transaction can't be linked"),
    IN_USE(800, 400, "ValidationFault", "Object is in use"),
    BATCH_SIZE(1040, 400, "ValidationFault", "Batch size exceeds allowed limit"),
    UNKNOWN_PROPERTY(2010, 400, "ValidationFault", "Request has invalid or unsupported property"),
    REQUIRED(2020, 400, "ValidationFault", "Required param missing, need to supply the required value for the API"),
    INVALID_ID(2030, 400, "ValidationFault", "Invalid ID"),
    CDC_ENTITY(2040, 400, "ValidationFault", "Invalid entity for change data capture"),
    LENGTH(2050, 400, "ValidationFault", "String length is either shorter or longer than supported by specification"),
    INVALID_NUMBER(2090, 400, "ValidationFault", "Invalid Number"),
    INVALID_ENUMERATION(2170, 400, "ValidationFault", "Invalid Enumeration"),
    INVALID_EMAIL(2210, 400, "ValidationFault", "Invalid Email Address format"),
    INVALID_STRING(2240, 400, "ValidationFault", "Invalid String"),
    INVALID_CURRENCY(2390, 400, "ValidationFault", "Invalid or unsupported currency type"),
    INVALID_REFERENCE(2500, 400, "ValidationFault", "Invalid Reference Id"),
    THROTTLED(3001, 429, "SERVICE", "message=ThrottleExceeded; errorCode=003001; statusCode=429"),
    NOT_AUTHORIZED(3100, 403, "SERVICE", "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403"),
    SCOPE_MISSING(3100, 403, "SERVICE", "message=AuthorizationFailed; errorCode=003100; statusCode=403"),
    NOT_AUTHENTICATED(3200, 401, "AUTHENTICATION", "message=AuthenticationFailed; errorCode=003200; statusCode=401"),
    QUERY_PARSE(4000, 400, "ValidationFault", "Error parsing query"),
    QUERY_INVALID(4001, 400, "ValidationFault", "Invalid query"),
    QUERY_FAILED(4002, 400, "ValidationFault", "Error processing query"),
    STALE(5010, 400, "ValidationFault", "Stale Object Error"),
    NOT_IN_PLAN(5020, 403, "ValidationFault", "Permission Denied Error"),
    BUSINESS(6000, 400, "ValidationFault", "A business validation error has occurred while processing your request"),
    UPLOAD_TOO_LARGE(6030, 400, "ValidationFault", "Upload file size exceeds the limit"),
    AMOUNT(6070, 400, "ValidationFault", "Amount calculation incorrect in the request."),
    DUPLICATE_NUMBER(6140, 400, "ValidationFault", "Duplicate Document Number Error"),
    COMPANY_STATUS(6190, 403, "ValidationFault", "Invalid Company Status"),
    PERIOD_CLOSED(6210, 400, "ValidationFault", "Account Period Closed, Cannot Update Through Services API"),
    DUPLICATE_NAME(6240, 400, "ValidationFault", "Duplicate Name Exists Error"),
    INVENTORY_DATE(6270, 400, "ValidationFault", "Transaction date is prior to start date for inventory item"),
    ACCOUNT_TYPE(6430, 400, "ValidationFault", "Invalid account type used"),
    DEPOSITED(6540, 400, "ValidationFault", "Deposited Transaction cannot be changed"),
    /** What the service says where it fails itself; 200 for some things that it cannot do. */
    APPLICATION(10000, 500, "SystemFault", "An application error has occurred while processing your request");

    private final int code;
    private final int status;
    private final String type;
    private final String message;

    FaultCode(int code, int status, String type, String message) {
        this.code = code;
        this.status = status;
        this.type = type;
        this.message = message;
    }

    public int code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String message() {
        return message;
    }

    /**
     * What stands in {@code element} where no field is to blame: most faults have it empty, those of the parsers and of the
     * sign-in none, and a failure of the service its own name.
     */
    public String defaultElement() {
        return switch (this) {
            case UNKNOWN_PROPERTY, QUERY_PARSE, QUERY_INVALID, QUERY_FAILED -> null;
            case AUTHENTICATION, AUTHORIZATION, WRONG_CLUSTER, COMPANY_LOCKED, UNDER_MAINTENANCE -> null;
            case APPLICATION -> "SystemFailureError";
            default -> isGateway() ? null : "";
        };
    }

    /** The detail of faults that say the same each time; of the others the message stands for it. */
    public String usualDetail() {
        return switch (this) {
            case AUTHENTICATION -> "AuthenticationErrorGeneral: SRV-110-Authentication Failure , statusCode: 401";
            case AUTHORIZATION ->
                "AuthorizationFailure: -11014-You do not have access to use QuickBooks Online Plus. , statusCode: 403";
            case WRONG_CLUSTER ->
                "WrongClusterError: -11017-You have accessed the wrong server.  You will now be redirected. ,"
                        + " statusCode: 401";
            case COMPANY_STATUS ->
                "Subscription period has ended or been canceled, or there was a billing problem : You can't add data to"
                        + " QuickBooks Online Plus because your trial or subscription period ended";
            case NOT_AUTHORIZED -> null;
            case SCOPE_MISSING -> "The access token does not have sufficient scope";
            case THROTTLED -> "The request limit was reached.  Try again later";
            case APPLICATION -> "System Failure Error: java.lang.NullPointerException";
            default -> message;
        };
    }

    /** Faults of the gateway in front of the service come in lower camel case, with a number for the time. */
    public boolean isGateway() {
        return this == THROTTLED || this == NOT_AUTHORIZED || this == SCOPE_MISSING || this == NOT_AUTHENTICATED;
    }
}
