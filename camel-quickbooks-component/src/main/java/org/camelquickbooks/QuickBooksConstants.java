package org.camelquickbooks;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public interface QuickBooksConstants {

    String SCHEME = "quickbooks";

    @Metadata(
            label = "common",
            description = "The company the request is for; one endpoint serves every company. On answers: the company"
                    + " that was asked.",
            javaType = "String")
    String REALM_ID = "CamelQuickBooksRealmId";

    @Metadata(
            label = "common",
            description = "The Id of the entity that is read, updated, deleted, voided, deactivated, sent, printed or"
                    + " downloaded; without it, it is taken from the body. On answers: the Id of the entity.",
            javaType = "String")
    String ENTITY_ID = "CamelQuickBooksEntityId";

    @Metadata(
            label = "common",
            description =
                    "The version of the entity that the caller has seen: a stale one is a failure. Without it, and"
                            + " without one in the body, the present one is read. On answers: the version now.",
            javaType = "String")
    String SYNC_TOKEN = "CamelQuickBooksSyncToken";

    @Metadata(
            label = "common",
            description = "On answers, and from consumers: the kind of the entity, such as Invoice.",
            javaType = "String")
    String ENTITY = "CamelQuickBooksEntity";

    @Metadata(
            label = "consumer",
            description = "What became of the entity.",
            javaType = "String",
            enums = "created,updated,deleted,merged,voided,emailed,connected,disconnected")
    String OPERATION = "CamelQuickBooksOperation";

    @Metadata(
            label = "consumer",
            description = "When the entity was changed, as QuickBooks dates it, in whole seconds.",
            javaType = "java.time.Instant")
    String LAST_UPDATED_TIME = "CamelQuickBooksLastUpdatedTime";

    @Metadata(
            label = "consumer",
            description = "Of a webhook event that tells of a merge: the Id of the entity that is no longer there.",
            javaType = "String")
    String DELETED_ID = "CamelQuickBooksDeletedId";

    @Metadata(
            label = "consumer",
            description = "What tells a webhook event from others, over repeated deliveries.",
            javaType = "String")
    String EVENT_ID = "CamelQuickBooksEventId";

    @Metadata(
            label = "producer",
            description =
                    "What makes a repeated write the same write, such as the number of the order. One id names one"
                            + " write: give each write of an exchange its own. On answers: the id that the write was sent under.",
            javaType = "String")
    String REQUEST_ID = "CamelQuickBooksRequestId";

    @Metadata(
            label = "producer",
            description = "interactive goes ahead of bulk where the limits hold requests back.",
            javaType = "String",
            enums = "interactive,bulk")
    String PRIORITY = "CamelQuickBooksPriority";

    @Metadata(
            label = "producer",
            description = "The statement of the query operation; overrides the option and the body.",
            javaType = "String")
    String QUERY = "CamelQuickBooksQuery";

    @Metadata(
            label = "producer",
            description = "Values for the :name parameters of the query; those that are not in it are looked for in the"
                    + " headers of the message.",
            javaType = "Map<String, Object>")
    String QUERY_PARAMETERS = "CamelQuickBooksQueryParameters";

    @Metadata(
            label = "producer",
            description = "The value of the natural key that read looks for in place of an Id, such as a DisplayName.",
            javaType = "String")
    String KEY_VALUE = "CamelQuickBooksKeyValue";

    @Metadata(
            label = "producer",
            description = "The entities of the cdc operation, with commas; overrides the option.",
            javaType = "String")
    String ENTITIES = "CamelQuickBooksEntities";

    @Metadata(
            label = "producer",
            description = "Since when the cdc operation asks for changes: a time, an ISO date, or ISO date and time.",
            javaType = "String")
    String CHANGED_SINCE = "CamelQuickBooksChangedSince";

    @Metadata(
            label = "producer",
            description =
                    "The address that the send operation mails to; without it QuickBooks takes that of the document.",
            javaType = "String")
    String SEND_TO = "CamelQuickBooksSendTo";

    @Metadata(
            label = "producer",
            description = "Parameters of the report or request operation; they override those of the endpoint.",
            javaType = "Map<String, Object>")
    String PARAMETERS = "CamelQuickBooksParameters";

    @Metadata(label = "producer", description = "The HTTP method of the request operation.", javaType = "String")
    String METHOD = "CamelQuickBooksMethod";

    @Metadata(
            label = "producer",
            description = "The path of the request operation, after the company's.",
            javaType = "String")
    String PATH = "CamelQuickBooksPath";

    @Metadata(
            label = "producer",
            description =
                    "The name of the file that the upload operation sends. On answers of download: the file's name.",
            javaType = "String")
    String FILE_NAME = "CamelQuickBooksFileName";

    @Metadata(
            label = "producer",
            description = "The content type of the file that the upload operation sends.",
            javaType = "String")
    String FILE_CONTENT_TYPE = "CamelQuickBooksFileContentType";

    @Metadata(
            label = "producer",
            description = "What the uploaded file is attached to, such as Invoice:45.",
            javaType = "String")
    String ATTACH_TO = "CamelQuickBooksAttachTo";

    @Metadata(
            label = "producer",
            description = "On answers: the id that Intuit's support asks for.",
            javaType = "String")
    String INTUIT_TID = "CamelQuickBooksIntuitTid";

    @Metadata(
            label = "producer",
            description = "On answers: how many milliseconds QuickBooks took, waiting for the limits not counted.",
            javaType = "long")
    String RESPONSE_TIME = "CamelQuickBooksResponseTime";

    @Metadata(
            label = "producer",
            description = "On answers of query, batch and cdc: how many rows or results the body has.",
            javaType = "int")
    String ROW_COUNT = "CamelQuickBooksRowCount";

    @Metadata(
            label = "producer",
            description =
                    "On answers of query with outputType=page: the position of the next page; absent after the last.",
            javaType = "int")
    String NEXT_POSITION = "CamelQuickBooksNextPosition";

    @Metadata(
            label = "producer",
            description = "On answers of upsert: what was done.",
            javaType = "String",
            enums = "created,updated,unchanged")
    String UPSERT_RESULT = "CamelQuickBooksUpsertResult";

    @Metadata(
            label = "producer",
            description =
                    "On answers of cdc: true where the answer has 1000 objects, so that more may have been cut off.",
            javaType = "boolean")
    String TRUNCATED = "CamelQuickBooksTruncated";

    @Metadata(
            label = "producer",
            description = "On answers of batch: how many of the results are faults.",
            javaType = "int")
    String FAULT_COUNT = "CamelQuickBooksFaultCount";
}
