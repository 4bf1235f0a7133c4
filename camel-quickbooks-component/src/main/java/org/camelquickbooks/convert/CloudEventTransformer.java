package org.camelquickbooks.convert;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.apache.camel.cloudevents.CloudEvent;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;
import org.camelquickbooks.QuickBooksConstants;

/**
 * Names a change in the books as CloudEvents do. The body remains as it is. The same change has the same id, whoever
 * delivers it again.
 */
@DataTypeTransformer(
        name = "quickbooks:application-cloudevents",
        description = "Sets the headers of a CloudEvent on a change from quickbooks:cdc, query or webhook")
public class CloudEventTransformer extends Transformer {

    @Override
    public void transform(Message message, DataType from, DataType to) {
        Map<String, Object> headers = message.getHeaders();
        String realmId = needed(message, QuickBooksConstants.REALM_ID);
        String entity = needed(message, QuickBooksConstants.ENTITY);
        String id = needed(message, QuickBooksConstants.ENTITY_ID);
        String operation = message.getHeader(QuickBooksConstants.OPERATION, "read", String.class);
        String time = message.getHeader(QuickBooksConstants.LAST_UPDATED_TIME, String.class);
        String event = message.getHeader(QuickBooksConstants.EVENT_ID, String.class);
        headers.put(
                CloudEvent.CAMEL_CLOUD_EVENT_ID,
                event != null
                        ? event
                        : Stream.of(realmId, entity, id, operation, time)
                                .filter(part -> part != null)
                                .collect(Collectors.joining("/")));
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_VERSION, "1.0");
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_SOURCE, "quickbooks:" + realmId);
        headers.put(
                CloudEvent.CAMEL_CLOUD_EVENT_TYPE, "quickbooks." + entity.toLowerCase(Locale.ROOT) + "." + operation);
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_SUBJECT, entity + "/" + id);
        if (time != null) {
            headers.put(CloudEvent.CAMEL_CLOUD_EVENT_TIME, time);
        }
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_CONTENT_TYPE, "application/json");
    }

    private static String needed(Message message, String header) {
        String value = message.getHeader(header, String.class);
        if (value == null) {
            throw new IllegalArgumentException("quickbooks:application-cloudevents needs the header " + header
                    + ", which quickbooks:cdc, query and webhook set; transform the message before a step removes it");
        }
        return value;
    }
}
