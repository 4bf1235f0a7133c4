package org.camelquickbooks.sandbox.admin;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.call.Handler;
import org.camelquickbooks.sandbox.call.Route;
import org.camelquickbooks.sandbox.console.ConsoleFiles;
import org.camelquickbooks.sandbox.gate.FaultOrders;
import org.camelquickbooks.sandbox.gate.RequestLog;
import org.camelquickbooks.sandbox.gate.Throttle;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.time.SandboxClock;
import org.camelquickbooks.sandbox.webhook.Webhooks;

/**
 * Control over HTTP: the table of its routes, and who may call them. A class for each subject reads and writes its
 * JSON.
 */
public final class AdminService {

    private final Access access;
    private final List<Route> routes = new ArrayList<>();

    /** @param secret what callers must send, or null */
    public AdminService(
            Control sandbox,
            SandboxClock clock,
            Throttle throttle,
            FaultOrders faultOrders,
            RequestLog log,
            Webhooks hooks,
            Vertx vertx,
            boolean remote,
            String secret) {
        this.access = new Access(remote, secret);
        TokenControl tokens = new TokenControl(sandbox);
        CompanyControl companies = new CompanyControl(sandbox);
        ClockControl time = new ClockControl(clock, sandbox);
        ThrottleControl throttles = new ThrottleControl(throttle);
        FaultControl faults = new FaultControl(faultOrders);
        RequestControl requests = new RequestControl(log);
        WebhookControl webhooks = new WebhookControl(hooks, sandbox);
        AppControl apps = new AppControl(sandbox);
        SnapshotControl states = new SnapshotControl(sandbox);
        BrowseControl books = new BrowseControl(sandbox);
        StateSummary summary = new StateSummary(sandbox, time, throttles, faults, webhooks);
        LiveControl live = new LiveControl(vertx, log, summary::describe);

        routes.add(new Route("GET", "/", Route.Kind.ADMIN, false, this::page));
        routes.add(new Route("GET", "/admin", Route.Kind.ADMIN, false, this::page));
        routes.add(new Route("GET", "/favicon.ico", Route.Kind.ADMIN, false, call -> ConsoleFiles.file("icon.svg")));
        routes.add(new Route("GET", "/console/{file}", Route.Kind.ADMIN, false, this::file));
        add("GET", "/admin/state", true, call -> Answer.json(summary.describe()));
        add("GET", "/admin/events", false, live::events);
        add("GET", "/admin/catalogue", false, books::catalogue);
        add("POST", "/admin/companies/{realm}/query", true, BrowseControl.withFaults(books::query));
        add("GET", "/admin/companies/{realm}/entities/{entity}/{id}", true, BrowseControl.withFaults(books::entity));
        add("GET", "/admin/companies/{realm}/entities/{entity}/{id}/pdf", true, BrowseControl.withFaults(books::pdf));
        add("POST", "/admin/tokens", true, tokens::tokens);
        add("DELETE", "/admin/tokens/{realm}", true, tokens::disconnect);
        add("GET", "/admin/companies", true, companies::companies);
        add("POST", "/admin/companies", true, companies::createCompany);
        add("POST", "/admin/companies/{realm}/seed", true, companies::seed);
        add("POST", "/admin/companies/{realm}/merge", true, companies::merge);
        add("GET", "/admin/companies/{realm}/glance", true, companies::glance);
        add("GET", "/admin/companies/{realm}/letters", true, companies::letters);
        add("GET", "/admin/companies/{realm}/trialbalance", true, companies::trialBalance);
        add("GET", "/admin/clock", false, time::clock);
        add("PUT", "/admin/clock", true, time::moveClock);
        add("GET", "/admin/throttles", false, throttles::throttles);
        add("PUT", "/admin/throttles", false, throttles::setThrottles);
        add("GET", "/admin/faults", false, faults::faults);
        add("POST", "/admin/faults", false, faults::orderFault);
        add("DELETE", "/admin/faults", false, faults::clearFaults);
        add("GET", "/admin/requests", true, requests::requests);
        add("GET", "/admin/requests/{number}", false, requests::request);
        add("DELETE", "/admin/requests", false, requests::clearRequests);
        add("GET", "/admin/webhooks", false, webhooks::webhooks);
        add("POST", "/admin/webhooks", false, webhooks::subscribe);
        add("POST", "/admin/webhooks/deliveries/{number}/resend", true, webhooks::resend);
        add("DELETE", "/admin/webhooks", false, webhooks::unsubscribeAll);
        add("DELETE", "/admin/webhooks/{id}", false, webhooks::unsubscribe);
        add("GET", "/admin/apps", false, apps::apps);
        add("POST", "/admin/apps", false, apps::registerApp);
        add("POST", "/admin/snapshots/{name}", true, states::snapshot);
        add("POST", "/admin/snapshots/{name}/restore", true, states::restore);
        add("POST", "/admin/reset", true, states::reset);
    }

    /** A slow route's work would hold up others on the event loop. */
    private void add(String method, String pattern, boolean slow, Handler handler) {
        routes.add(
                new Route(method, pattern, Route.Kind.ADMIN, slow, call -> guarded(call, () -> handler.handle(call))));
    }

    public List<Route> routes() {
        return routes;
    }

    /** Whether a caller may control the sandbox; asked before what they send is kept. */
    public boolean admits(HttpServerRequest request) {
        return access.admits(request);
    }

    /** Refuses who may not, and says what was wrong where the caller went wrong. */
    private Answer guarded(Call call, Supplier<Answer> work) {
        String problem = access.refusal(call);
        if (problem != null) {
            return error(403, problem);
        }
        try {
            return work.get();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return error(400, e.getMessage());
        }
    }

    static Answer error(int status, String message) {
        return Answer.json(status, Json.object().put("error", message));
    }

    /** The page that shows the sandbox to a person; it holds nothing secret, and asks for the secret itself. */
    private Answer page(Call call) {
        String problem = access.refusalOfPage(call.request());
        return problem == null ? ConsoleFiles.page() : error(403, problem);
    }

    private Answer file(Call call) {
        String problem = access.refusal(call.request());
        if (problem != null) {
            return error(403, problem);
        }
        Answer file = ConsoleFiles.file(call.variable("file"));
        return file == null ? error(404, "The console has no file " + call.variable("file")) : file;
    }
}
