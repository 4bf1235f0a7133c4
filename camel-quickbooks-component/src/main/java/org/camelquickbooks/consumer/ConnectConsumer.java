package org.camelquickbooks.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.connect.ConnectListener;
import org.camelquickbooks.client.connect.ConnectSettings;
import org.camelquickbooks.client.connect.ConnectSite;
import org.camelquickbooks.client.oauth.CompanyConnection;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.runtime.QuickBooksRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the pages on which people connect companies, on the runtime's HTTP server. Emits one exchange for each
 * company that is connected or disconnected.
 */
public final class ConnectConsumer extends DefaultConsumer implements ConnectListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectConsumer.class);

    private final QuickBooksEndpoint endpoint;
    private final Exchanges exchanges;
    private final List<HttpServerPath> paths = new ArrayList<>();

    public ConnectConsumer(QuickBooksEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.exchanges = Exchanges.of(endpoint, this);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        QuickBooksRuntime runtime = endpoint.runtime();
        QuickBooksConfiguration options = endpoint.getConfiguration();
        ConnectSettings settings = new ConnectSettings(
                options.getConnectPath(),
                options.getConnectUrl(),
                options.getConnectSecret(),
                options.getConnectAuthenticator(),
                Set.copyOf(CommaList.of(options.getConnectScopes())));
        ConnectSite site = new ConnectSite(
                settings,
                runtime.client(),
                this,
                runtime.time(),
                runtime.threads().polls());
        ConnectHandler handler = new ConnectHandler(site, settings.path());
        try {
            listen(settings.path(), handler);
        } catch (Throwable e) {
            // What failed to start Camel takes for stopped.
            doStop();
            throw e;
        }
        runtime.connectAt(settings.url());
    }

    private void listen(String below, ConnectHandler handler) throws Exception {
        for (String path : ConnectSite.PATHS) {
            paths.add(HttpServerPath.listen(
                    endpoint.getCamelContext(),
                    below + path,
                    new HttpServerPath.Requests(
                            "GET,POST", new OwnHeaders(), ConnectHandler.LARGEST_FORM, ConnectConsumer::refused),
                    ", or connect companies with the QuickBooksConnectTool",
                    handler));
        }
    }

    @Override
    protected void doStop() throws Exception {
        paths.forEach(HttpServerPath::close);
        paths.clear();
        super.doStop();
    }

    @Override
    public void connected(CompanyConnection company, JsonNode user) {
        tell(company, "connected", user);
    }

    @Override
    public void disconnected(CompanyConnection company) {
        tell(company, "disconnected", null);
    }

    private static void refused(int status) {
        LOG.debug("A request of the connect pages was refused by the server with {}", status);
    }

    /** The person does not wait for the route: what they did is done. */
    private void tell(CompanyConnection company, String operation, JsonNode user) {
        ObjectNode body = Json.object().put("realmId", company.realmId()).put("companyName", company.name());
        if (user != null) {
            body.set("user", user);
        }
        try {
            Exchange exchange = exchanges.make(company.realmId(), body);
            exchange.getMessage().setHeader(QuickBooksConstants.OPERATION, operation);
            AsyncCallback done = doneSync -> {
                if (exchange.getException() != null) {
                    failed(company, operation, exchange.getException());
                }
                exchanges.release(exchange);
            };
            getAsyncProcessor().process(exchange, done);
        } catch (Exception e) {
            failed(company, operation, e);
        }
    }

    private void failed(CompanyConnection company, String operation, Exception why) {
        getExceptionHandler()
                .handleException("The exchange of company " + company.realmId() + " " + operation + " failed", why);
    }
}
