package org.camelquickbooks.client.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** A request to QuickBooks on behalf of a company. Immutable: each attempt sends the same. */
public final class Request {

    /** In which form the answer is wanted. */
    public enum AnswerFormat {
        JSON,
        BYTES,
        STREAM
    }

    private final Builder is;
    private final Map<String, String> parameters;
    private final Map<String, String> headers;

    private Request(Builder builder) {
        this.is = builder;
        this.parameters = new LinkedHashMap<>(builder.parameters);
        this.headers = new LinkedHashMap<>(builder.headers);
    }

    /**
     * Begins a request.
     *
     * @param path what follows {@code /v3/company/{realm}/}, or a whole URL
     */
    public static Builder to(String realmId, String method, String path) {
        Builder builder = new Builder();
        builder.realmId = Objects.requireNonNull(realmId, "realmId");
        builder.method = method;
        builder.path = path;
        return builder;
    }

    public static Builder get(String realmId, String path) {
        return to(realmId, "GET", path).kind(RequestKind.READ);
    }

    public static Builder post(String realmId, String path, Body body) {
        return to(realmId, "POST", path).kind(RequestKind.WRITE).body(body);
    }

    /** The same with the proof of who asks; asked for when it is sent, since it may have waited long. */
    public Request authorized(Supplier<String> proof) {
        Builder builder = toBuilder();
        builder.authorization = proof;
        return builder.build();
    }

    /** The same, watched by somebody. */
    Request watched(CallWatch watch) {
        Builder builder = toBuilder();
        builder.watch = watch;
        return builder.build();
    }

    public Builder toBuilder() {
        Builder builder = is.copy();
        builder.parameters.putAll(parameters);
        builder.headers.putAll(headers);
        return builder;
    }

    public String realmId() {
        return is.realmId;
    }

    public String method() {
        return is.method;
    }

    public String path() {
        return is.path;
    }

    public Map<String, String> parameters() {
        return parameters;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** What is sent, or null. */
    public Body body() {
        return is.body;
    }

    public RequestKind kind() {
        return is.kind;
    }

    public Priority priority() {
        return is.priority;
    }

    /** Who asks: those who ask often must not crowd out those who ask seldom. */
    public String source() {
        return is.source;
    }

    /** The operation and its entity, for messages. */
    public String operation() {
        return is.operation;
    }

    /** What is done: the first word of the operation; the path where nobody named it. */
    public String verb() {
        String label = label();
        int slash = label.indexOf('/');
        return slash < 0 || is.operation == null ? label : label.substring(0, slash);
    }

    /** To which entity or report; null where the operation has none. */
    public String subject() {
        int slash = is.operation == null ? -1 : is.operation.indexOf('/');
        return slash < 0 ? null : is.operation.substring(slash + 1);
    }

    /** The operation and its entity; the path where nobody named it. */
    public String label() {
        return is.operation == null ? is.path : is.operation;
    }

    /** Who has it asked: one, or for a batch call whoever has an operation in it, in the order of these; empty where nobody is known. */
    public List<Caller> callers() {
        return is.callers;
    }

    /** Who waits for its admission. */
    public Admission admission() {
        return is.admission;
    }

    /** Who is told of what becomes of it. */
    public CallWatch watch() {
        return is.watch;
    }

    /** What makes a repeated write the same write; null for what changes nothing. */
    public String requestId() {
        return is.requestId;
    }

    public AnswerFormat answer() {
        return is.answer;
    }

    /** The value of the Authorization header, or null. */
    public String authorization() {
        return is.authorization == null ? null : is.authorization.get();
    }

    /** Whether sending it twice does no more than sending it once. */
    public boolean isRepeatable() {
        return is.method.equals("GET") || is.requestId != null || is.kind == RequestKind.READ;
    }

    @Override
    public String toString() {
        return is.method + " " + is.path;
    }

    /** Collects what a request is. */
    public static final class Builder {

        private String realmId;
        private String method;
        private String path;
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Body body;
        private RequestKind kind = RequestKind.READ;
        private Priority priority = Priority.INTERACTIVE;
        private String source = "";
        private String operation;
        private String requestId;
        private AnswerFormat answer = AnswerFormat.JSON;
        private Supplier<String> authorization;
        private List<Caller> callers = List.of();
        private CallWatch watch = CallWatch.NONE;
        private Admission admission = Admission.NONE;

        private Builder() {}

        private Builder copy() {
            Builder copy = new Builder();
            copy.realmId = realmId;
            copy.method = method;
            copy.path = path;
            copy.body = body;
            copy.kind = kind;
            copy.priority = priority;
            copy.source = source;
            copy.operation = operation;
            copy.requestId = requestId;
            copy.answer = answer;
            copy.authorization = authorization;
            copy.callers = callers;
            copy.watch = watch;
            copy.admission = admission;
            return copy;
        }

        /** A query parameter; null leaves it out. */
        public Builder parameter(String name, Object value) {
            if (value != null) {
                parameters.put(name, value.toString());
            }
            return this;
        }

        public Builder parameters(Map<String, ?> all) {
            all.forEach(this::parameter);
            return this;
        }

        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        public Builder body(Body what) {
            this.body = what;
            return this;
        }

        public Builder kind(RequestKind what) {
            this.kind = what;
            return this;
        }

        public Builder priority(Priority who) {
            this.priority = who;
            return this;
        }

        public Builder source(String who) {
            this.source = who;
            return this;
        }

        public Builder operation(String name) {
            this.operation = name;
            return this;
        }

        public Builder callers(List<Caller> who) {
            this.callers = who;
            return this;
        }

        public Builder requestId(String id) {
            this.requestId = id;
            return this;
        }

        public Builder admission(Admission what) {
            this.admission = what;
            return this;
        }

        public Builder answer(AnswerFormat form) {
            this.answer = form;
            return this;
        }

        public Request build() {
            return new Request(copyWithAll());
        }

        private Builder copyWithAll() {
            Builder copy = copy();
            copy.parameters.putAll(parameters);
            copy.headers.putAll(headers);
            return copy;
        }
    }
}
