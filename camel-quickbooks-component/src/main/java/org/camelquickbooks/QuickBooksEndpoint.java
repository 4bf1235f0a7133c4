package org.camelquickbooks;

import java.util.Map;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;

/** Read, write and follow the books of QuickBooks Online companies. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = QuickBooksConstants.SCHEME,
        title = "QuickBooks",
        syntax = "quickbooks:operation/entity",
        producerOnly = true,
        category = {Category.API, Category.SAAS},
        headersClass = QuickBooksConstants.class)
public class QuickBooksEndpoint extends DefaultEndpoint implements EndpointServiceLocation, AsyncEndpoint {

    @UriPath(
            description = "What is to be done.",
            enums = "create,read,update,upsert,delete,void,deactivate,query,batch,cdc,send,pdf,upload,download,report,"
                    + "request")
    @Metadata(required = true)
    private final QuickBooksOperation operation;

    @UriPath(
            description =
                    "The entity, such as Invoice, or the name of a report; nothing for query, batch, cdc and others.")
    private final String entity;

    @UriParam
    private QuickBooksConfiguration configuration;

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
    }

    void checkOptions() {
        EndpointChecks.check(this);
    }

    @Override
    public Producer createProducer() {
        return new QuickBooksProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "quickbooks:" + operation.word() + " cannot be consumed from; it is a producer");
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

    /** The entity of the path; null for the operations that have none. */
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
