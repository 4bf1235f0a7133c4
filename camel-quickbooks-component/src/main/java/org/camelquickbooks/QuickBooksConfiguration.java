package org.camelquickbooks;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.camelquickbooks.client.connect.ConnectAuthenticator;
import org.camelquickbooks.client.http.Priority;

/** The options of an endpoint. The component has the same options as defaults. */
@UriParams
public class QuickBooksConfiguration implements Cloneable {

    /** What an update does when somebody else has changed the entity. */
    public enum Conflict {
        /** Read the current version and retry if the caller gave no SyncToken, otherwise fail. */
        AUTO,
        RETRY,
        FAIL
    }

    /** What a write does whose custom fields QuickBooks has dropped. */
    public enum OnDroppedFields {
        FAIL,
        WARN
    }

    /** What a full update does that would clear fields. */
    public enum OnClearedFields {
        IGNORE,
        WARN,
        REFUSE
    }

    /** How the pages of a query are read. */
    public enum Paging {
        /** By key if the statement allows it. */
        AUTO,
        KEYSET,
        OFFSET
    }

    /** When the faults of a batch fail the exchange. */
    public enum FailOn {
        ANY,
        ALL,
        NONE
    }

    /** In which parts a report is read. */
    public enum ReportSplit {
        NONE,
        MONTH,
        QUARTER,
        YEAR,
        COLUMN
    }

    /** What is read when change data capture is not complete. */
    public enum Resync {
        CHANGED,
        FULL
    }

    /** What happens to a change whose exchange failed. */
    public enum Failed {
        RETRY,
        SKIP,
        DEAD_LETTER
    }

    /** When a webhook post is acknowledged. */
    public enum Acknowledge {
        AFTER_JOURNAL,
        AFTER_ROUTE,
        IMMEDIATELY
    }

    /** What each exchange of a polled query contains. */
    public enum Emit {
        ROWS,
        PAGES,
        ALL
    }

    @UriParam(label = "common")
    private String realmId;

    @UriParam(label = "producer", defaultValue = "interactive", enums = "interactive,bulk")
    private Priority priority = Priority.INTERACTIVE;

    @UriParam(label = "common", defaultValue = "JsonNode")
    private String outputType = "JsonNode";

    @UriParam(label = "producer", defaultValue = "true")
    private boolean sparse = true;

    @UriParam(label = "producer")
    private String key;

    @UriParam(label = "producer", defaultValue = "auto", enums = "auto,retry,fail")
    private Conflict conflict = Conflict.AUTO;

    @UriParam(label = "producer")
    private String include;

    @UriParam(label = "common")
    private boolean customFieldsByName;

    @UriParam(label = "producer", defaultValue = "fail", enums = "fail,warn")
    private OnDroppedFields onDroppedFields = OnDroppedFields.FAIL;

    @UriParam(label = "producer", defaultValue = "warn", enums = "ignore,warn,refuse")
    private OnClearedFields onClearedFields = OnClearedFields.WARN;

    @UriParam(label = "producer")
    private boolean verifyReplay;

    @UriParam(label = "producer")
    private boolean allowRateOfOne;

    @UriParam(label = "producer")
    private String requestIdExpression;

    @UriParam(label = "common")
    private String query;

    @UriParam(label = "producer", defaultValue = "1000")
    private int pageSize = 1000;

    @UriParam(label = "producer")
    private long maxRows;

    @UriParam(label = "producer", defaultValue = "auto", enums = "auto,keyset,offset")
    private Paging paging = Paging.AUTO;

    @UriParam(label = "producer", defaultValue = "1")
    private int parallelPages = 1;

    @UriParam(label = "producer")
    private boolean streaming;

    @UriParam(label = "producer", defaultValue = "any", enums = "any,all,none")
    private FailOn failOn = FailOn.ANY;

    @UriParam(label = "producer")
    private boolean coalesce;

    @UriParam(label = "common")
    private String entities;

    @UriParam(label = "producer")
    private String changedSince;

    @UriParam(label = "producer")
    private String sendTo;

    @UriParam(label = "producer")
    private String fileName;

    @UriParam(label = "producer")
    private String fileContentType;

    @UriParam(label = "producer")
    private String attachTo;

    @UriParam(label = "producer")
    private boolean flatten;

    @UriParam(label = "producer", defaultValue = "none", enums = "none,month,quarter,year,column")
    private ReportSplit split = ReportSplit.NONE;

    @UriParam(label = "producer", prefix = "parameter.", multiValue = true)
    @Metadata(label = "producer")
    private Map<String, Object> parameters = new HashMap<>();

    @UriParam(label = "producer", defaultValue = "GET", enums = "GET,POST")
    private String method = "GET";

    @UriParam(label = "producer")
    private String path;

    @UriParam(label = "consumer")
    private String realms;

    @UriParam(label = "consumer", defaultValue = "now")
    private String startFrom = "now";

    @UriParam(label = "consumer", defaultValue = "120000", javaType = "java.time.Duration")
    private long overlap = 120_000;

    @UriParam(label = "consumer", defaultValue = "changed", enums = "changed,full")
    private Resync resync = Resync.CHANGED;

    @UriParam(label = "consumer", defaultValue = "retry", enums = "retry,skip,deadLetter")
    private Failed failed = Failed.RETRY;

    @UriParam(label = "consumer")
    private String deadLetterUri;

    @UriParam(label = "consumer", defaultValue = "1")
    private int maxInFlight = 1;

    @UriParam(label = "consumer")
    private int maxMessagesPerPoll;

    @UriParam(label = "consumer", defaultValue = "10")
    private int parallelCompanies = 10;

    @UriParam(label = "consumer")
    private String cursorName;

    @UriParam(label = "consumer")
    private boolean webhook;

    @UriParam(label = "consumer")
    private boolean adaptivePoll;

    @UriParam(label = "consumer", defaultValue = "3600000", javaType = "java.time.Duration")
    private long adaptivePollMaxDelay = 3_600_000;

    @UriParam(label = "consumer", defaultValue = "/quickbooks/webhook")
    private String webhookPath = "/quickbooks/webhook";

    @UriParam(label = "consumer", defaultValue = "200", javaType = "java.time.Duration")
    private long webhookDelay = 200;

    @UriParam(label = "consumer,security", secret = true)
    private String webhookVerifyToken;

    @UriParam(label = "consumer", defaultValue = "afterJournal", enums = "afterJournal,afterRoute,immediately")
    private Acknowledge acknowledge = Acknowledge.AFTER_JOURNAL;

    @UriParam(label = "consumer")
    private boolean fetch;

    @UriParam(label = "consumer", defaultValue = "2097152")
    private int maxBodySize = 2_097_152;

    @UriParam(label = "consumer")
    private String delta;

    @UriParam(label = "consumer", defaultValue = "rows", enums = "rows,pages,all")
    private Emit emit = Emit.ROWS;

    @UriParam(label = "consumer", defaultValue = "/quickbooks")
    private String connectPath = "/quickbooks";

    @UriParam(label = "common")
    private String connectUrl;

    @UriParam(label = "consumer,security", secret = true)
    private String connectSecret;

    @UriParam(label = "consumer,security")
    private ConnectAuthenticator connectAuthenticator;

    @UriParam(label = "consumer", defaultValue = "com.intuit.quickbooks.accounting")
    private String connectScopes = "com.intuit.quickbooks.accounting";

    /** Whether it was set here, and not only copied from the component. */
    private boolean realmIdExplicit;

    /** The options of an endpoint, to begin with: those of the component. */
    QuickBooksConfiguration copy() {
        try {
            QuickBooksConfiguration copy = (QuickBooksConfiguration) clone();
            copy.parameters = new HashMap<>(parameters);
            copy.realmIdExplicit = false;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getRealmId() {
        return realmId;
    }

    /** The id of the company (realm id). On an endpoint it overrides the header CamelQuickBooksRealmId. */
    public void setRealmId(String realmId) {
        this.realmId = realmId;
        this.realmIdExplicit = realmId != null && !realmId.isBlank();
    }

    /** Whether the endpoint itself sets the company, and not only the component's default. */
    public boolean hasOwnRealmId() {
        return realmIdExplicit;
    }

    public Priority getPriority() {
        return priority;
    }

    /** The priority of requests when the rate limits make them wait: interactive requests are sent before bulk requests. Consumers always read with priority bulk. */
    public void setPriority(Priority priority) {
        this.priority = priority;
    }

    public String getOutputType() {
        return outputType;
    }

    /** The type of the answer's body: JsonNode, Map, JsonObject (Jakarta JSON), String, bytes, stream, or the name of a class that Jackson can read. For queries also all (a list of all rows, the default), row (the first row) or page (one page and the position of the next page). */
    public void setOutputType(String outputType) {
        this.outputType = outputType;
    }

    public boolean isSparse() {
        return sparse;
    }

    /** Whether an update keeps the fields that the body leaves out. With false QuickBooks clears them (a full update). */
    public void setSparse(boolean sparse) {
        this.sparse = sparse;
    }

    public String getKey() {
        return key;
    }

    /** The field by which upsert, and read without an Id, find an entity. The default is the name of a list entity (DisplayName or Name) and the DocNumber of a transaction. */
    public void setKey(String key) {
        this.key = key;
    }

    public Conflict getConflict() {
        return conflict;
    }

    /** What update, delete, void and deactivate do when somebody else has changed the entity. auto reads the current version and retries if the caller gave no SyncToken, and fails if the caller gave one. retry always retries. fail always fails. */
    public void setConflict(Conflict conflict) {
        this.conflict = conflict;
    }

    public String getInclude() {
        return include;
    }

    /** QuickBooks' include parameter of a write, such as allowduplicatedocnum. */
    public void setInclude(String include) {
        this.include = include;
    }

    public boolean isCustomFieldsByName() {
        return customFieldsByName;
    }

    /** Adds customFields, a map from names to values, to each entity of a result. Reads and queries then ask for up to 12 custom fields. Bodies of create, update, upsert and batch may contain such a map without this option. */
    public void setCustomFieldsByName(boolean customFieldsByName) {
        this.customFieldsByName = customFieldsByName;
    }

    public OnDroppedFields getOnDroppedFields() {
        return onDroppedFields;
    }

    /** What create, update, upsert and batch do when QuickBooks has written the entity, but did not keep one of its custom fields. fail reports an error that contains the Id of the entity. warn logs a warning. */
    public void setOnDroppedFields(OnDroppedFields onDroppedFields) {
        this.onDroppedFields = onDroppedFields;
    }

    public OnClearedFields getOnClearedFields() {
        return onClearedFields;
    }

    /** What a full update (sparse=false) does when it would clear fields that have a value, because the body does not contain them. warn logs them. refuse fails before anything is sent. Both read the entity first. ignore does not. */
    public void setOnClearedFields(OnClearedFields onClearedFields) {
        this.onClearedFields = onClearedFields;
    }

    public boolean isVerifyReplay() {
        return verifyReplay;
    }

    /** Whether an entity is read again if the answer to its write is older than the write: QuickBooks, or the state database, has then repeated the answer to an earlier write with the same request id. If the entity was deleted since, the write fails instead of returning an entity that does not exist. */
    public void setVerifyReplay(boolean verifyReplay) {
        this.verifyReplay = verifyReplay;
    }

    public boolean isAllowRateOfOne() {
        return allowRateOfOne;
    }

    /** Whether a new document in a foreign currency may have the exchange rate 1. By default create, upsert and batch refuse it: a document whose ExchangeRate is 1, or that has none while QuickBooks has no rate for its day on record. */
    public void setAllowRateOfOne(boolean allowRateOfOne) {
        this.allowRateOfOne = allowRateOfOne;
    }

    public String getRequestIdExpression() {
        return requestIdExpression;
    }

    /** A simple expression that computes the request id of a write, such as ${header.orderId}-invoice. Writes with the same request id are done only once. It is used when the header CamelQuickBooksRequestId is not set. Without both, the component generates one id for each exchange and keeps it when the exchange is redelivered. */
    public void setRequestIdExpression(String requestIdExpression) {
        this.requestIdExpression = requestIdExpression;
    }

    public String getQuery() {
        return query;
    }

    /** The statement of the query operation, with parameters such as :name. The header CamelQuickBooksQuery overrides it. Without both, the statement is the body. */
    public void setQuery(String query) {
        this.query = query;
    }

    public int getPageSize() {
        return pageSize;
    }

    /** The number of rows in a page. QuickBooks allows up to 1000. */
    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    public long getMaxRows() {
        return maxRows;
    }

    /** The maximum number of rows that a query returns. 0 means all rows. */
    public void setMaxRows(long maxRows) {
        this.maxRows = maxRows;
    }

    public Paging getPaging() {
        return paging;
    }

    /** How the pages of a query are read. keyset reads by Id, so that no row is missed or duplicated while other applications insert and delete rows. offset reads by position, which ORDERBY and STARTPOSITION need. auto uses keyset whenever the statement allows it. */
    public void setPaging(Paging paging) {
        this.paging = paging;
    }

    public int getParallelPages() {
        return parallelPages;
    }

    /** The number of pages that are fetched at the same time. More than 1 needs paging=offset. */
    public void setParallelPages(int parallelPages) {
        this.parallelPages = parallelPages;
    }

    public boolean isStreaming() {
        return streaming;
    }

    /** Whether the body of a query's answer is an iterator that fetches pages when they are needed. Use it with split().streaming(). */
    public void setStreaming(boolean streaming) {
        this.streaming = streaming;
    }

    public FailOn getFailOn() {
        return failOn;
    }

    /** When the faults of a batch fail the exchange: any (at least one operation failed), all (every operation failed) or none (never). The exception also holds all results. */
    public void setFailOn(FailOn failOn) {
        this.failOn = failOn;
    }

    public boolean isCoalesce() {
        return coalesce;
    }

    /** Whether single creates, updates, deletes, reads and queries may be combined with those of other routes into batch calls when the requests of the minute run short. */
    public void setCoalesce(boolean coalesce) {
        this.coalesce = coalesce;
    }

    public String getEntities() {
        return entities;
    }

    /** A comma-separated list of the entities whose changes are read. A webhook consumer without this option accepts all entities. */
    public void setEntities(String entities) {
        this.entities = entities;
    }

    public String getChangedSince() {
        return changedSince;
    }

    /** The time from which the cdc operation reads changes: an ISO date, or an ISO date and time, at most 30 days ago. */
    public void setChangedSince(String changedSince) {
        this.changedSince = changedSince;
    }

    public String getSendTo() {
        return sendTo;
    }

    /** The e-mail address that the send operation sends the document to. The default is the address in the document. */
    public void setSendTo(String sendTo) {
        this.sendTo = sendTo;
    }

    public String getFileName() {
        return fileName;
    }

    /** The name of the file that the upload operation sends. */
    public void setFileName(String fileName) {
        this.fileName = fileName;
    }

    public String getFileContentType() {
        return fileContentType;
    }

    /** The content type of the file that the upload operation sends. The default is derived from the file name. */
    public void setFileContentType(String fileContentType) {
        this.fileContentType = fileContentType;
    }

    public String getAttachTo() {
        return attachTo;
    }

    /** The entity that the uploaded file is attached to, such as Invoice:45. */
    public void setAttachTo(String attachTo) {
        this.attachTo = attachTo;
    }

    public boolean isFlatten() {
        return flatten;
    }

    /** Whether a report is returned as a list of rows instead of QuickBooks' nested structure. Each row is a map with typed values. */
    public void setFlatten(boolean flatten) {
        this.flatten = flatten;
    }

    public ReportSplit getSplit() {
        return split;
    }

    /**
     * Reads a report in parts, and puts the parts together. With month, quarter or year, each part covers that time. With column, each part has some of the columns. The component compares the parts with
     * the totals of QuickBooks. The parameters start_date and end_date are required.
     */
    public void setSplit(ReportSplit split) {
        this.split = split;
    }

    public Map<String, Object> getParameters() {
        return parameters;
    }

    /** Parameters of a report or a request, such as parameter.start_date=2026-01-01. */
    public void setParameters(Map<String, Object> parameters) {
        this.parameters = parameters;
    }

    public String getMethod() {
        return method;
    }

    /** The HTTP method of the request operation. */
    public void setMethod(String method) {
        this.method = method;
    }

    public String getPath() {
        return path;
    }

    /** The path of the request operation, relative to the company, such as invoice/45. */
    public void setPath(String path) {
        this.path = path;
    }

    public String getRealms() {
        return realms;
    }

    /** A comma-separated list of the companies that a consumer follows, instead of realmId. all means every company that has tokens: newly connected companies are added, and disconnected ones pause until they are connected again. */
    public void setRealms(String realms) {
        this.realms = realms;
    }

    public String getStartFrom() {
        return startFrom;
    }

    /** Where a consumer without a cursor starts: now, beginning, a date (midnight in the company's time zone), or a time with an offset such as 2026-01-31T09:00:00-08:00. */
    public void setStartFrom(String startFrom) {
        this.startFrom = startFrom;
    }

    public long getOverlap() {
        return overlap;
    }

    /** How far before its cursor a consumer reads again. QuickBooks makes some changes visible later than their timestamp says. Changes that were already delivered are not delivered again. */
    public void setOverlap(long overlap) {
        this.overlap = overlap;
    }

    public Resync getResync() {
        return resync;
    }

    /** What a consumer does when change data capture is not complete: after a gap of more than 30 days, and when one second has more than 1000 changes. changed queries the entities that changed. full also detects deletions, by comparing all Ids with those in the state database. */
    public void setResync(Resync resync) {
        this.resync = resync;
    }

    public Failed getFailed() {
        return failed;
    }

    /** What happens to a change whose exchange failed. retry keeps the cursor before the change and delivers it again. Later changes of the company wait. skip logs the change and continues. deadLetter sends the change to deadLetterUri and continues. */
    public void setFailed(Failed failed) {
        this.failed = failed;
    }

    public String getDeadLetterUri() {
        return deadLetterUri;
    }

    /** The endpoint that receives changes whose exchange failed, with failed=deadLetter. If that endpoint fails too, the change is handled as with failed=retry. */
    public void setDeadLetterUri(String deadLetterUri) {
        this.deadLetterUri = deadLetterUri;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    /** The maximum number of exchanges of a consumer that are in flight. With more than 1, changes may overtake each other, but changes of the same entity stay in order. */
    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    /** The maximum number of exchanges that one poll creates. 0 means no limit. The next poll delivers the rest. */
    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public int getParallelCompanies() {
        return parallelCompanies;
    }

    /** The number of companies that are read at the same time. */
    public void setParallelCompanies(int parallelCompanies) {
        this.parallelCompanies = parallelCompanies;
    }

    public String getCursorName() {
        return cursorName;
    }

    /** The name of the cursor. Two consumers of the same company and entity need different names. The default is cdc, and for a query a name derived from the statement. */
    public void setCursorName(String cursorName) {
        this.cursorName = cursorName;
    }

    public boolean isWebhook() {
        return webhook;
    }

    /** Whether a webhook triggers a poll of its company at once. The regular polls continue, because QuickBooks can lose webhooks. */
    public void setWebhook(boolean webhook) {
        this.webhook = webhook;
    }

    public boolean isAdaptivePoll() {
        return adaptivePoll;
    }

    /** Whether webhooks make polls rarer, which saves metered reads. With each poll of a company that finds nothing, the pause before its next poll doubles, from delay up to adaptivePollMaxDelay. When no webhook has announced a change within ten minutes after a poll found it, its company is polled with delay again, until a webhook of that entity arrives. Needs webhook=true. */
    public void setAdaptivePoll(boolean adaptivePoll) {
        this.adaptivePoll = adaptivePoll;
    }

    public long getAdaptivePollMaxDelay() {
        return adaptivePollMaxDelay;
    }

    /** The longest pause between two polls of a company with adaptivePoll=true. A change whose webhook is lost is found after this time at the latest. */
    public void setAdaptivePollMaxDelay(long adaptivePollMaxDelay) {
        this.adaptivePollMaxDelay = adaptivePollMaxDelay;
    }

    public String getWebhookPath() {
        return webhookPath;
    }

    /** The path on the runtime's HTTP server (platform-http) to which QuickBooks posts webhooks. */
    public void setWebhookPath(String webhookPath) {
        this.webhookPath = webhookPath;
    }

    public long getWebhookDelay() {
        return webhookDelay;
    }

    /** How long the poll waits after a webhook, so that a burst of webhooks causes only one poll. */
    public void setWebhookDelay(long webhookDelay) {
        this.webhookDelay = webhookDelay;
    }

    public String getWebhookVerifyToken() {
        return webhookVerifyToken;
    }

    /** The verifier token of the app's webhooks. Set several, separated by commas, while you replace one. A post that is signed with none of them is rejected. */
    public void setWebhookVerifyToken(String webhookVerifyToken) {
        this.webhookVerifyToken = webhookVerifyToken;
    }

    public Acknowledge getAcknowledge() {
        return acknowledge;
    }

    /** When a webhook post is acknowledged: afterJournal (when its events are stored), afterRoute (when their exchanges are completed) or immediately (before anything else). */
    public void setAcknowledge(Acknowledge acknowledge) {
        this.acknowledge = acknowledge;
    }

    public boolean isFetch() {
        return fetch;
    }

    /** Whether the component reads the entities that webhook events refer to, many in one request, and uses them as bodies. */
    public void setFetch(boolean fetch) {
        this.fetch = fetch;
    }

    public int getMaxBodySize() {
        return maxBodySize;
    }

    /** The maximum size of a webhook post in bytes. Larger posts are rejected. */
    public void setMaxBodySize(int maxBodySize) {
        this.maxBodySize = maxBodySize;
    }

    public String getDelta() {
        return delta;
    }

    /** The timestamp field by which a polled query finds new rows: MetaData.LastUpdatedTime or MetaData.CreateTime. Only new rows are delivered, from a durable cursor. */
    public void setDelta(String delta) {
        this.delta = delta;
    }

    public Emit getEmit() {
        return emit;
    }

    /** What each exchange of a polled query contains: one row (rows), one page (pages) or all rows (all). */
    public void setEmit(Emit emit) {
        this.emit = emit;
    }

    public String getConnectPath() {
        return connectPath;
    }

    /** The path of the pages of quickbooks:connect on the runtime's HTTP server. */
    public void setConnectPath(String connectPath) {
        this.connectPath = connectPath;
    }

    public String getConnectUrl() {
        return connectUrl;
    }

    /** The public URL of the pages of quickbooks:connect, such as https://erp.example.com/quickbooks. Register it at Intuit, with /callback appended, as the redirect URI. If it is set on the component, exceptions name it when a company has to be connected again. Without it the pages work only on this machine, at http://localhost. */
    public void setConnectUrl(String connectUrl) {
        this.connectUrl = connectUrl;
    }

    public String getConnectSecret() {
        return connectSecret;
    }

    /** The password that the pages of quickbooks:connect ask for, at least 12 characters. Without it and without connectAuthenticator, only browsers on this machine can open the pages. */
    public void setConnectSecret(String connectSecret) {
        this.connectSecret = connectSecret;
    }

    public ConnectAuthenticator getConnectAuthenticator() {
        return connectAuthenticator;
    }

    /** A bean that decides who may open the pages of quickbooks:connect, for applications that have their own users. */
    public void setConnectAuthenticator(ConnectAuthenticator connectAuthenticator) {
        this.connectAuthenticator = connectAuthenticator;
    }

    public String getConnectScopes() {
        return connectScopes;
    }

    /** A comma-separated list of the scopes that people are asked to consent to. With openid, profile and email, the exchange of quickbooks:connect contains the person who consented. */
    public void setConnectScopes(String connectScopes) {
        this.connectScopes = connectScopes;
    }
}
