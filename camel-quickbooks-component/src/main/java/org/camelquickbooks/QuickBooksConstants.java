package org.camelquickbooks;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public interface QuickBooksConstants {

    String SCHEME = "quickbooks";

    @Metadata(
            label = "common",
            description = "The id of the company (realm id). One endpoint can serve every company. On answers: the "
                    + "company that answered.",
            javaType = "String")
    String REALM_ID = "CamelQuickBooksRealmId";

    @Metadata(
            label = "common",
            description = "The Id of the entity to read, update, delete, void, deactivate, send, print or "
                    + "download. The default is the Id in the body. On answers: the Id of the entity.",
            javaType = "String")
    String ENTITY_ID = "CamelQuickBooksEntityId";

    @Metadata(
            label = "common",
            description = "The version of the entity that the caller has read. The write fails if it is out of "
                    + "date. Without it, and without a SyncToken in the body, the component reads the current "
                    + "version. On answers: the current version.",
            javaType = "String")
    String SYNC_TOKEN = "CamelQuickBooksSyncToken";

    @Metadata(
            label = "common",
            description = "On answers and from consumers: the type of the entity, such as Invoice.",
            javaType = "String")
    String ENTITY = "CamelQuickBooksEntity";

    @Metadata(
            label = "consumer",
            description = "From consumers: what happened to the entity or the connection.",
            javaType = "String",
            enums = "created,updated,deleted,merged,voided,emailed,connected,disconnected")
    String OPERATION = "CamelQuickBooksOperation";

    @Metadata(
            label = "consumer",
            description =
                    "From consumers: when the entity was last updated, according to QuickBooks, in whole " + "seconds.",
            javaType = "java.time.Instant")
    String LAST_UPDATED_TIME = "CamelQuickBooksLastUpdatedTime";

    @Metadata(
            label = "consumer",
            description = "From consumers, for a merge: the Id of the entity that no longer exists.",
            javaType = "String")
    String DELETED_ID = "CamelQuickBooksDeletedId";

    @Metadata(
            label = "consumer",
            description = "From consumers: the id of the webhook event, which stays the same when QuickBooks "
                    + "delivers the event again.",
            javaType = "String")
    String EVENT_ID = "CamelQuickBooksEventId";

    @Metadata(
            label = "producer",
            description = "The request id of a write, such as the order number. Writes with the same request id "
                    + "are done only once. Give each write of an exchange its own id. On answers: the caller's id, "
                    + "or else the id that the write was sent with.",
            javaType = "String")
    String REQUEST_ID = "CamelQuickBooksRequestId";

    @Metadata(
            label = "producer",
            description = "The priority of the request when the rate limits make requests wait. interactive "
                    + "requests are sent before bulk requests.",
            javaType = "String",
            enums = "interactive,bulk")
    String PRIORITY = "CamelQuickBooksPriority";

    @Metadata(
            label = "producer",
            description = "The statement of the query operation. It overrides the option and the body.",
            javaType = "String")
    String QUERY = "CamelQuickBooksQuery";

    @Metadata(
            label = "producer",
            description = "The values of the :name parameters of the query. Values that are not in this map are "
                    + "taken from the headers of the message.",
            javaType = "Map<String, Object>")
    String QUERY_PARAMETERS = "CamelQuickBooksQueryParameters";

    @Metadata(
            label = "producer",
            description = "The natural key by which read finds the entity instead of an Id, such as a DisplayName.",
            javaType = "String")
    String KEY_VALUE = "CamelQuickBooksKeyValue";

    @Metadata(
            label = "producer",
            description = "A comma-separated list of the entities of the cdc operation. It overrides the option.",
            javaType = "String")
    String ENTITIES = "CamelQuickBooksEntities";

    @Metadata(
            label = "producer",
            description =
                    "The time from which the cdc operation reads changes: an ISO date, or an ISO date and " + "time.",
            javaType = "String")
    String CHANGED_SINCE = "CamelQuickBooksChangedSince";

    @Metadata(
            label = "producer",
            description = "The e-mail address that the send operation sends the document to. The default is the "
                    + "address in the document.",
            javaType = "String")
    String SEND_TO = "CamelQuickBooksSendTo";

    @Metadata(
            label = "producer",
            description =
                    "Parameters of the report or request operation. They override the parameters of the " + "endpoint.",
            javaType = "Map<String, Object>")
    String PARAMETERS = "CamelQuickBooksParameters";

    @Metadata(label = "producer", description = "The HTTP method of the request operation.", javaType = "String")
    String METHOD = "CamelQuickBooksMethod";

    @Metadata(
            label = "producer",
            description = "The path of the request operation, relative to the company.",
            javaType = "String")
    String PATH = "CamelQuickBooksPath";

    @Metadata(
            label = "producer",
            description = "The name of the file that the upload operation sends. On answers of download: the name "
                    + "of the file.",
            javaType = "String")
    String FILE_NAME = "CamelQuickBooksFileName";

    @Metadata(
            label = "producer",
            description = "The content type of the file that the upload operation sends.",
            javaType = "String")
    String FILE_CONTENT_TYPE = "CamelQuickBooksFileContentType";

    @Metadata(
            label = "producer",
            description = "The entity that the uploaded file is attached to, such as Invoice:45.",
            javaType = "String")
    String ATTACH_TO = "CamelQuickBooksAttachTo";

    @Metadata(
            label = "producer",
            description = "On answers: the transaction id (intuit_tid) that Intuit's support asks for.",
            javaType = "String")
    String INTUIT_TID = "CamelQuickBooksIntuitTid";

    @Metadata(
            label = "producer",
            description = "On answers: the response time of QuickBooks in milliseconds, without the time that the "
                    + "request waited for the rate limits.",
            javaType = "long")
    String RESPONSE_TIME = "CamelQuickBooksResponseTime";

    @Metadata(
            label = "producer",
            description = "On answers of query, batch and cdc: the number of rows or results in the body.",
            javaType = "int")
    String ROW_COUNT = "CamelQuickBooksRowCount";

    @Metadata(
            label = "producer",
            description = "On answers of query with outputType=page: the position of the next page. The last page "
                    + "has no such header.",
            javaType = "int")
    String NEXT_POSITION = "CamelQuickBooksNextPosition";

    @Metadata(
            label = "producer",
            description = "On answers of upsert: what the operation did.",
            javaType = "String",
            enums = "created,updated,unchanged")
    String UPSERT_RESULT = "CamelQuickBooksUpsertResult";

    @Metadata(
            label = "producer",
            description = "On answers of cdc: true if the answer has 1000 objects, so that QuickBooks may have "
                    + "left out more.",
            javaType = "boolean")
    String TRUNCATED = "CamelQuickBooksTruncated";

    @Metadata(
            label = "producer",
            description = "On answers of batch: the number of results that are faults.",
            javaType = "int")
    String FAULT_COUNT = "CamelQuickBooksFaultCount";
}
