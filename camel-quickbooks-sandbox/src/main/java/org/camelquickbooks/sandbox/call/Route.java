package org.camelquickbooks.sandbox.call;

import java.util.HashMap;
import java.util.Map;

/** A line of the table of routes. Variables are in braces: {@code /v3/company/{realm}/query}. */
public final class Route {

    /** What a route is reckoned as by the gate. */
    public enum Kind {
        /** Control of the sandbox, OAuth, the pages: nothing of the API's limits applies. */
        OPEN,
        ADMIN,
        READ,
        WRITE,
        BATCH,
        REPORT
    }

    private final String method;
    private final String[] segments;
    private final Kind kind;
    private final boolean slow;
    private final Handler handler;

    public Route(String method, String pattern, Kind kind, boolean slow, Handler handler) {
        this.method = method;
        this.segments = pattern.substring(1).split("/", -1);
        this.kind = kind;
        this.slow = slow;
        this.handler = handler;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isApi() {
        return kind != Kind.OPEN && kind != Kind.ADMIN;
    }

    /** Whether the work takes long enough to keep it off the event loop. */
    public boolean isSlow() {
        return slow;
    }

    /** Whether it takes files, which are larger than other bodies. */
    public boolean isUpload() {
        return segments[segments.length - 1].equals("upload");
    }

    public Handler handler() {
        return handler;
    }

    public int length() {
        return segments.length;
    }

    /** The variables of a path that fits, or null. */
    public Map<String, String> match(String givenMethod, String[] given) {
        if (!method.equals(givenMethod) || given.length != segments.length) {
            return null;
        }
        Map<String, String> variables = null;
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            if (segment.startsWith("{")) {
                if (given[i].isEmpty()) {
                    return null;
                }
                if (variables == null) {
                    variables = new HashMap<>(4);
                }
                variables.put(segment.substring(1, segment.length() - 1), given[i]);
            } else if (!segment.equals(given[i])) {
                return null;
            }
        }
        return variables == null ? Map.of() : variables;
    }

    @Override
    public String toString() {
        return method + " /" + String.join("/", segments);
    }
}
