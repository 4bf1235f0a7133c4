package org.camelquickbooks;

import java.util.List;
import java.util.Map;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.camelquickbooks.consumer.CdcConsumer;
import org.camelquickbooks.consumer.ConnectConsumer;
import org.camelquickbooks.consumer.NewRowsConsumer;
import org.camelquickbooks.consumer.QueryConsumer;
import org.camelquickbooks.consumer.SharedWebhookPaths;
import org.camelquickbooks.consumer.WebhookConsumer;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.runtime.QuickBooksRuntime;
import org.camelquickbooks.validation.ChangedEntities;
import org.camelquickbooks.validation.ConsumerChecks;
import org.camelquickbooks.validation.EndpointChecks;

/** Read, write and follow the books of QuickBooks Online companies. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = QuickBooksConstants.SCHEME,
        title = "QuickBooks",
        syntax = "quickbooks:operation/entity",
        category = {Category.API, Category.SAAS},
        headersClass = QuickBooksConstants.class)
public class QuickBooksEndpoint extends ScheduledPollEndpoint
        implements EndpointServiceLocation, AsyncEndpoint, WebhookCapableEndpoint {

    private static final long DEFAULT_DELAY = 60_000;

    @UriPath(
            description = "The operation.",
            enums =
                    "create,read,update,upsert,delete,void,deactivate,query,batch,cdc,webhook,connect,send,pdf,upload,download,"
                            + "report,request")
    @Metadata(required = true)
    private final QuickBooksOperation operation;

    @UriPath(
            description =
                    "The entity, such as Invoice, or the name of a report. Operations such as query, batch and cdc need none.")
    private final String entity;

    @UriParam
    private QuickBooksConfiguration configuration;

    @UriParam(
            label = "consumer,scheduler",
            defaultValue = "" + DEFAULT_DELAY,
            description = "The time between two polls, in milliseconds.")
    private long delay = DEFAULT_DELAY;

    QuickBooksEndpoint(
            String uri,
            QuickBooksComponent component,
            QuickBooksConfiguration configuration,
            QuickBooksOperation operation,
            String entity) {
        super(uri, component);
        this.configuration = configuration;
        this.operation = operation;
        this.entity = entity;
        super.setDelay(DEFAULT_DELAY);
    }

    /** What the endpoints of the component share. Available while the component runs. */
    public QuickBooksRuntime runtime() {
        return getComponent().runtime();
    }

    /** The paths on which the component's consumers receive webhooks. */
    public SharedWebhookPaths sharedWebhookPaths() {
        return getComponent().sharedWebhookPaths();
    }

    void checkOptions() {
        EndpointChecks.check(this);
    }

    @Override
    public Producer createProducer() {
        if (operation == QuickBooksOperation.CDC && configuration.getEntities() != null) {
            // A consumer follows the others by query.
            ChangedEntities.check(configuration.getEntities());
        }
        return new QuickBooksProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ConsumerChecks.check(this);
        Consumer consumer =
                switch (operation) {
                    case CDC -> new CdcConsumer(this, processor);
                    case QUERY ->
                        configuration.getDelta() == null
                                ? new QueryConsumer(this, processor)
                                : new NewRowsConsumer(this, processor);
                    case WEBHOOK -> new WebhookConsumer(this, processor);
                    case CONNECT -> new ConnectConsumer(this, processor);
                    default ->
                        throw new UnsupportedOperationException("quickbooks:" + operation.word()
                                + " is not a consumer; use quickbooks:cdc, quickbooks:query, quickbooks:webhook or "
                                + "quickbooks:connect");
                };
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        checkTakesWebhooks();
        ConsumerChecks.check(this);
        return WebhookConsumer.handler(this, next);
    }

    @Override
    public void setWebhookConfiguration(WebhookConfiguration webhookConfiguration) {
        // The path and the server are camel-webhook's.
    }

    /** Does nothing: webhooks are configured on the app's page at Intuit, and there is no API for that. */
    @Override
    public void registerWebhook() {
        checkTakesWebhooks();
    }

    private void checkTakesWebhooks() {
        if (operation != QuickBooksOperation.WEBHOOK) {
            throw new IllegalArgumentException(
                    "quickbooks:" + label() + " does not support webhooks; use webhook:quickbooks:webhook");
        }
    }

    @Override
    public void unregisterWebhook() {
        // As registering.
    }

    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST");
    }

    @Override
    public long getDelay() {
        return delay;
    }

    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }

    @Override
    public QuickBooksComponent getComponent() {
        return (QuickBooksComponent) super.getComponent();
    }

    public QuickBooksOperation getOperation() {
        return operation;
    }

    public String getEntity() {
        return entity;
    }

    /** The entity in the path; null for operations without one. */
    public EntityType entityType() {
        return operation.isOfEntity() ? EntityCatalogue.get().type(entity) : null;
    }

    /** The operation and its entity, for messages. */
    public String label() {
        return entity == null ? operation.word() : operation.word() + "/" + entity;
    }

    public QuickBooksConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(QuickBooksConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String getServiceUrl() {
        QuickBooksComponent component = getComponent();
        return component.getBaseUrl() != null
                ? component.getBaseUrl()
                : component.getEnvironment().url();
    }

    @Override
    public String getServiceProtocol() {
        return "https";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return configuration.getRealmId() == null ? null : Map.of("realmId", configuration.getRealmId());
    }
}
