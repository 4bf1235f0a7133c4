package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxBuilder;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.camelquickbooks.sandbox.company.CompanyProfile;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.Limits;
import org.camelquickbooks.sandbox.gate.RequestLog;
import org.camelquickbooks.sandbox.http.Answer;
import org.camelquickbooks.sandbox.http.Call;
import org.camelquickbooks.sandbox.http.Loopback;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.oauth.App;
import org.camelquickbooks.sandbox.webhook.Delivery;
import org.camelquickbooks.sandbox.webhook.Subscription;

/** Control over HTTP. Each verb is one of the façade; here is only its JSON. */
public final class AdminService {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** So many of each kind are seen at a glance. */
    private static final int GLANCE = 10;

    /** So many companies can be created over HTTP. */
    private static final int MOST_CREATED = 100;

    private final QuickBooksSandbox sandbox;
    private final SandboxBuilder options;
    private int created;

    public AdminService(QuickBooksSandbox sandbox, SandboxBuilder options) {
        this.sandbox = sandbox;
        this.options = options;
    }

    /** Refuses who may not, and says what was wrong where the caller went wrong. */
    private Answer guarded(Call call, Supplier<Answer> work) {
        String problem = refusal(call);
        if (problem != null) {
            return error(403, problem);
        }
        try {
            return work.get();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return error(400, e.getMessage());
        }
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, Json.object().put("error", message));
    }

    /** Whether a caller may control the sandbox; asked before what they send is kept. */
    public boolean admits(HttpServerRequest request) {
        return refusal(request) == null && isShown(request);
    }

    private String refusal(Call call) {
        String problem = refusal(call.request());
        return problem != null || isShown(call.request())
                ? problem
                : "/admin needs the secret that the sandbox was started with, as Authorization: Bearer …";
    }

    /** Why nobody at all may ask from there; null where they may. */
    private String refusal(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        boolean local = address == null || address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1");
        if (!local && !options.isRemoteAdmin()) {
            return "/admin answers only to this machine; start the sandbox with --admin-remote and "
                    + "--admin-secret to open it";
        }
        // A page of another origin must not rule a developer's sandbox through their browser.
        // HTTP/2, which Java's own client asks for, names it in the request itself, not in the header Host.
        String host = request.authority() == null ? null : request.authority().toString();
        if (!options.isRemoteAdmin() && (host == null || !Loopback.isAuthority(host))) {
            // A name of somebody else's that leads here (DNS rebinding) would make their page one of ours.
            return "/admin answers to localhost, 127.0.0.1 and [::1] only; start the sandbox with --admin-remote for"
                    + " other names";
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !isOwn(origin, host)) {
            return "/admin does not answer to pages of other origins";
        }
        return null;
    }

    private static boolean isOwn(String origin, String host) {
        String authority = origin.replaceFirst("^https?://", "");
        return !authority.equals(origin) && (authority.equalsIgnoreCase(host) || Loopback.isAuthority(authority));
    }

    private boolean isShown(HttpServerRequest request) {
        if (options.adminSecret() == null) {
            return true;
        }
        String given = request.getHeader("Authorization");
        byte[] wanted = ("Bearer " + options.adminSecret()).getBytes(StandardCharsets.UTF_8);
        return given != null && MessageDigest.isEqual(wanted, given.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode body(Call call) {
        if (call.body().length() == 0) {
            return Json.object();
        }
        try {
            JsonNode node = Json.MAPPER.readTree(call.body().getBytes());
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The body is not JSON: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
        throw new IllegalArgumentException("The body must be a JSON object");
    }

    private static <T> T read(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static String required(JsonNode body, String field) {
        String value = Json.text(body, field);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The body needs a field " + field);
        }
        return value;
    }

    /** The page that shows the sandbox to a person; it holds nothing secret, and asks for the secret itself. */
    public Answer page(Call call) {
        String problem = refusal(call.request());
        if (problem != null) {
            return error(403, problem);
        }
        return page();
    }

    private static Answer page() {
        try (InputStream in = AdminService.class.getResourceAsStream("admin.html")) {
            return Answer.bytes("text/html;charset=UTF-8", in.readAllBytes())
                    .with("Content-Security-Policy", "default-src 'self' 'unsafe-inline'; img-src data:");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer tokens(Call call) {
        return guarded(call, () -> {
            JsonNode body = body(call);
            String realm = required(body, "realmId");
            String client = Json.text(body, "clientId");
            String scope = Json.text(body, "scope");
            var pair = sandbox.tokens(
                    realm,
                    client == null ? App.DEFAULT.clientId() : client,
                    scope == null
                            ? Set.of("com.intuit.quickbooks.accounting")
                            : Set.of(scope.trim().split(" +")));
            return Answer.json(sandbox.tokenJson(pair).put("realmId", realm));
        });
    }

    public Answer disconnect(Call call) {
        return guarded(call, () -> {
            sandbox.disconnect(call.variable("realm"));
            return Answer.empty(204);
        });
    }

    public Answer companies(Call call) {
        return guarded(call, () -> {
            ArrayNode list = Json.array();
            sandbox.companies().forEach(company -> list.add(describe(company)));
            ObjectNode node = Json.object();
            node.set("companies", list);
            return Answer.json(node);
        });
    }

    private static ObjectNode describe(SandboxCompany company) {
        CompanyProfile profile = company.profile();
        ObjectNode node = Json.object().put("realmId", profile.realmId()).put("name", profile.name());
        node.put("country", profile.country()).put("currency", profile.currency());
        node.put("timeZone", profile.zone().getId());
        ObjectNode counts = node.putObject("counts");
        for (String entity : List.of("Customer", "Vendor", "Item", "Invoice", "Payment", "Bill")) {
            counts.put(entity, company.count(entity));
        }
        return node.put("trialBalance", company.trialBalance());
    }

    /** A company at a glance: who owes most, what was invoiced last, what is on the accounts. */
    public Answer glance(Call call) {
        return guarded(call, () -> {
            SandboxCompany company = sandbox.company(call.variable("realm"));
            ObjectNode node = describe(company);
            node.putArray("customers")
                    .addAll(company.query("select * from Customer orderby Balance desc maxresults " + GLANCE));
            node.putArray("invoices")
                    .addAll(company.query(
                            "select * from Invoice orderby MetaData.CreateTime desc, TxnDate desc maxresults "
                                    + GLANCE));
            ArrayNode accounts = node.putArray("accounts");
            company.query("select * from Account maxresults 1000").stream()
                    .filter(account ->
                            account.path("CurrentBalance").decimalValue().signum() != 0)
                    .forEach(accounts::add);
            return Answer.json(node);
        });
    }

    public Answer createCompany(Call call) {
        return guarded(call, () -> {
            JsonNode body = body(call);
            String realm = required(body, "realmId");
            String name = body.has("name") ? required(body, "name") : "Company " + realm;
            String country = body.has("country") ? required(body, "country") : "US";
            CompanyProfile profile =
                    switch (country) {
                        case "US" -> CompanyProfile.unitedStates(realm, name);
                        case "CA" -> CompanyProfile.canada(realm, name);
                        default -> throw new IllegalArgumentException("country must be US or CA, not " + country);
                    };
            if (body.has("timeZone")) {
                profile = new CompanyProfile(
                        realm,
                        name,
                        country,
                        profile.currency(),
                        ZoneId.of(required(body, "timeZone")),
                        profile.multicurrency());
            }
            if (Json.bool(body, "multicurrency")) {
                profile = profile.withMulticurrency();
            }
            return Answer.json(201, describe(create(profile, Json.bool(body, "sample"))));
        });
    }

    private synchronized SandboxCompany create(CompanyProfile profile, boolean sample) {
        if (created >= MOST_CREATED) {
            throw new IllegalArgumentException("At most " + MOST_CREATED
                    + " companies are created over HTTP; start the sandbox with --companies for more");
        }
        SandboxCompany company = sandbox.createCompany(profile, sample);
        created++;
        return company;
    }

    public Answer seed(Call call) {
        return guarded(call, () -> {
            JsonNode body = body(call);
            var made = sandbox.generate(
                    call.variable("realm"),
                    required(body, "generate"),
                    body.path("seed").asLong(1));
            return Answer.json(MAPPER.valueToTree(made));
        });
    }

    public Answer merge(Call call) {
        return guarded(call, () -> {
            JsonNode body = body(call);
            return Answer.json(sandbox.company(call.variable("realm"))
                    .merge(required(body, "entity"), required(body, "into"), required(body, "from")));
        });
    }

    public Answer letters(Call call) {
        return guarded(call, () -> {
            ObjectNode node = Json.object();
            node.putArray("letters")
                    .addAll(sandbox.company(call.variable("realm")).letters());
            return Answer.json(node);
        });
    }

    public Answer trialBalance(Call call) {
        return guarded(
                call,
                () -> Answer.json(Json.object()
                        .put(
                                "trialBalance",
                                sandbox.company(call.variable("realm")).trialBalance())));
    }

    public Answer clock(Call call) {
        return guarded(call, this::clock);
    }

    private Answer clock() {
        return Answer.json(Json.object()
                .put("now", sandbox.clock().instant().toString())
                .put("frozen", sandbox.clock().isFrozen())
                .put("rate", sandbox.clock().rate()));
    }

    /** {@code {"now":"…"}}, {@code {"advance":"PT1H"}}, {@code {"frozen":true}}, {@code {"rate":60}}, {@code {"reset":true}}. */
    public Answer moveClock(Call call) {
        return guarded(call, () -> {
            JsonNode body = body(call);
            body.fieldNames().forEachRemaining(field -> {
                if (!Set.of("now", "advance", "frozen", "rate", "reset").contains(field)) {
                    throw new IllegalArgumentException(
                            "The clock has no " + field + "; it has now, advance, frozen, rate and reset");
                }
            });
            if (Json.bool(body, "reset")) {
                sandbox.clock().reset();
            }
            if (body.has("rate")) {
                sandbox.clock().run(number(body, "rate").doubleValue());
            }
            if (body.has("frozen")) {
                double running = Math.max(1, sandbox.clock().rate());
                sandbox.clock().run(Json.bool(body, "frozen") ? 0 : running);
            }
            if (body.has("now")) {
                sandbox.clock().set(Instant.parse(required(body, "now")));
            }
            if (body.has("advance")) {
                sandbox.clock().advance(Duration.parse(required(body, "advance")));
            }
            sandbox.deliverWebhooks();
            return clock();
        });
    }

    /** What is no number would be read as 0, and the clock would stand. */
    private static JsonNode number(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(field + " must be a number, such as 60, and is " + value.getNodeType());
        }
        return value;
    }

    public Answer throttles(Call call) {
        return guarded(call, this::throttles);
    }

    private Answer throttles() {
        ObjectNode node = MAPPER.valueToTree(sandbox.throttle().limits());
        node.set("inUse", MAPPER.valueToTree(sandbox.throttle().gauges()));
        return Answer.json(node);
    }

    /** Sets what the body names and leaves the rest. */
    public Answer setThrottles(Call call) {
        return guarded(call, () -> {
            ObjectNode limits = MAPPER.valueToTree(sandbox.throttle().limits());
            limits.setAll((ObjectNode) body(call));
            limits.remove("inUse");
            sandbox.throttle().limits(read(limits, Limits.class));
            return throttles();
        });
    }

    public Answer faults(Call call) {
        return guarded(call, this::faults);
    }

    private Answer faults() {
        ObjectNode node = Json.object();
        node.set("faults", MAPPER.valueToTree(sandbox.faults().pending()));
        return Answer.json(node);
    }

    /** An order; its effect is written with hyphens or underscores, in any case. */
    public Answer orderFault(Call call) {
        return guarded(call, () -> {
            ObjectNode body = (ObjectNode) body(call);
            String effect = required(body, "effect");
            body.put("effect", effect.replace('-', '_').toUpperCase(Locale.ROOT));
            try {
                sandbox.faults().order(read(body, FaultOrder.class));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The fault order is not valid: " + e.getMessage() + ". Effects are " + FaultOrder.effects(), e);
            }
            return faults();
        });
    }

    public Answer clearFaults(Call call) {
        return guarded(call, () -> {
            sandbox.faults().clear();
            return faults();
        });
    }

    /** The log, by {@code path}, {@code method}, {@code realmId}, {@code status}, {@code since} and {@code limit}. */
    public Answer requests(Call call) {
        return guarded(call, () -> {
            String path = call.parameter("path");
            String method = call.parameter("method");
            String realm = call.parameter("realmId");
            String status = call.parameter("status");
            long since = call.parameter("since") == null ? 0 : Long.parseLong(call.parameter("since"));
            int limit = call.parameter("limit") == null ? 200 : Integer.parseInt(call.parameter("limit"));
            List<RequestLog.Entry> found = sandbox.requests()
                    .find(e -> (path == null || e.path().contains(path))
                            && (method == null || e.method().equalsIgnoreCase(method))
                            && (realm == null || realm.equals(e.realmId()))
                            && (status == null || status.equals(Integer.toString(e.status())))
                            && e.number() > since);
            ObjectNode node =
                    Json.object().put("count", sandbox.requests().count()).put("matched", found.size());
            ArrayNode list = node.putArray("requests");
            found.stream().skip(Math.max(0, found.size() - limit)).forEach(e -> list.add(describe(e)));
            return Answer.json(node);
        });
    }

    private static ObjectNode describe(RequestLog.Entry e) {
        ObjectNode node =
                Json.object().put("number", e.number()).put("time", e.time().toString());
        node.put("method", e.method()).put("path", e.path()).put("query", e.query());
        node.put("realmId", e.realmId()).put("status", e.status()).put("intuit_tid", e.intuitTid());
        return node.put("micros", e.micros())
                .put("fault", e.fault())
                .put("body", e.body())
                .put("answer", e.answer());
    }

    public Answer clearRequests(Call call) {
        return guarded(call, () -> {
            sandbox.requests().clear();
            return Answer.empty(204);
        });
    }

    public Answer webhooks(Call call) {
        return guarded(call, this::webhooks);
    }

    private Answer webhooks() {
        ObjectNode node = Json.object();
        ArrayNode subscriptions = node.putArray("subscriptions");
        for (Subscription s : sandbox.webhooks().subscriptions()) {
            ObjectNode one = MAPPER.valueToTree(s);
            one.remove("verifierToken");
            subscriptions.add(one.put("blacklisted", sandbox.webhooks().isBlacklisted(s.id())));
        }
        ArrayNode deliveries = node.putArray("deliveries");
        for (Delivery d : sandbox.webhooks().deliveries()) {
            ObjectNode one = deliveries.addObject();
            one.put("number", d.number())
                    .put("subscription", d.subscription().id())
                    .put("url", d.subscription().url())
                    .put("state", d.state().name());
            one.put("attempts", d.attempts())
                    .put("lastStatus", d.lastStatus())
                    .put("due", d.due().toString());
            one.put("body", new String(d.body(), StandardCharsets.UTF_8));
        }
        return Answer.json(node);
    }

    /** {@code {"url":"…","format":"legacy"}}; {@code windowSeconds} sets the aggregation window for all. */
    public Answer subscribe(Call call) {
        return guarded(call, () -> {
            ObjectNode body = (ObjectNode) body(call);
            if (body.has("windowSeconds")) {
                sandbox.webhookWindow(
                        Duration.ofSeconds(number(body, "windowSeconds").longValue()));
                body.remove("windowSeconds");
            }
            if (!body.isEmpty()) {
                required(body, "url");
                sandbox.subscribe(read(body, Subscription.class));
            }
            return webhooks();
        });
    }

    /** Delivers a webhook once more. */
    public Answer resend(Call call) {
        return guarded(call, () -> {
            long number = Long.parseLong(call.variable("number"));
            return sandbox.webhooks().resend(number) ? webhooks() : error(404, "There is no delivery " + number);
        });
    }

    public Answer unsubscribe(Call call) {
        return guarded(
                call,
                () -> sandbox.webhooks().unsubscribe(call.variable("id"))
                        ? Answer.empty(204)
                        : error(404, "There is no subscription " + call.variable("id")));
    }

    public Answer unsubscribeAll(Call call) {
        return guarded(call, () -> {
            sandbox.webhooks().clear();
            return Answer.empty(204);
        });
    }

    public Answer apps(Call call) {
        return guarded(call, () -> {
            ObjectNode node = Json.object();
            ArrayNode list = node.putArray("apps");
            sandbox.apps().forEach(app -> list.addObject().put("clientId", app.clientId()));
            return Answer.json(node);
        });
    }

    public Answer registerApp(Call call) {
        return guarded(call, () -> {
            JsonNode body = body(call);
            String verifier = Json.text(body, "verifierToken");
            sandbox.register(new App(
                    required(body, "clientId"),
                    required(body, "clientSecret"),
                    verifier == null ? App.DEFAULT.verifierToken() : verifier));
            return Answer.empty(204);
        });
    }

    public Answer snapshot(Call call) {
        return guarded(call, () -> {
            sandbox.snapshot(call.variable("name"));
            return Answer.empty(204);
        });
    }

    public Answer restore(Call call) {
        return guarded(call, () -> {
            sandbox.restore(call.variable("name"));
            return Answer.empty(204);
        });
    }

    public Answer reset(Call call) {
        return guarded(call, () -> {
            sandbox.reset();
            return Answer.empty(204);
        });
    }
}
