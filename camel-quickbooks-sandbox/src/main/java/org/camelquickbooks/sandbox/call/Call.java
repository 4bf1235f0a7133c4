package org.camelquickbooks.sandbox.call;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;

/** A request as handlers see it. */
public final class Call {

    /** Where clients may end a path with a slash: not the console and the control, which have no clients of others. */
    private static final List<String> CLIENTS = List.of("/v3/", "/v2/", "/v1/", "/oauth2/", "/.well-known/");

    private final HttpServerRequest request;
    private final String tid;
    private final Buffer body;
    private Route route;
    private Map<String, String> variables = Map.of();
    private MultiMap form;
    private Company company;
    private String clientId;

    public Call(HttpServerRequest request, String tid, Buffer body) {
        this.request = request;
        this.tid = tid;
        this.body = body;
    }

    public void routed(Route to, Map<String, String> captured) {
        route = to;
        variables = captured;
    }

    /** Tells which company the call is for and which app makes it, once the gate knows. */
    public void admitted(Company to, String app) {
        company = to;
        clientId = app;
    }

    public HttpServerRequest request() {
        return request;
    }

    /** The id of the transaction, in the header of every answer. */
    public String tid() {
        return tid;
    }

    public Route route() {
        return route;
    }

    public Company company() {
        return company;
    }

    public String clientId() {
        return clientId;
    }

    public Buffer body() {
        return body;
    }

    public String method() {
        return request.method().name();
    }

    /** As the routes know it, see {@link #withoutSlash}. */
    public String path() {
        return withoutSlash(request.path());
    }

    /** A path of the API without the slash with which clients in Java and Python end some. */
    public static String withoutSlash(String path) {
        return path != null && path.endsWith("/") && CLIENTS.stream().anyMatch(path::startsWith)
                ? path.substring(0, path.length() - 1)
                : path;
    }

    public String header(String name) {
        return request.getHeader(name);
    }

    /** A part of the path that the route names. */
    public String variable(String name) {
        return variables.get(name);
    }

    /** A parameter of the query string, or null. */
    public String parameter(String name) {
        try {
            return request.getParam(name);
        } catch (IllegalArgumentException e) {
            throw new QuickBooksFault(
                    FaultCode.UNKNOWN_PROPERTY,
                    "Property Name:the query string is not URL-encoded UTF-8 specified is unsupported or invalid");
        }
    }

    /** A field of a form that was posted, or null. */
    public String field(String name) {
        if (form == null) {
            form = Forms.parse(body.toString());
        }
        return form.get(name);
    }

    public String contentType() {
        String type = header("Content-Type");
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    /** The refusal of a path that leads nowhere, in the words of the service's framework. */
    public QuickBooksFault unknownResource() {
        return QuickBooksFault.unsupportedOperation("Could not find resource for relative : " + request.path()
                + " of full path: " + request.scheme() + "://" + request.authority() + request.uri());
    }

    /** Whether the answer is to be JSON; the service's default is XML. */
    public boolean wantsJson() {
        String accept = header("Accept");
        if (accept == null || accept.equals("*/*")) {
            // XML is the default; whoever sends JSON without saying what they want gets JSON back.
            return contentType().contains("json");
        }
        int json = accept.indexOf("json");
        int xml = accept.indexOf("xml");
        return json >= 0 && (xml < 0 || json < xml);
    }
}
