package org.camelquickbooks;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.camelquickbooks.client.connect.ConnectAuthenticator;
import org.camelquickbooks.client.http.Priority;

/** What an endpoint can be told; the component has the same options as defaults. */
@UriParams
public class QuickBooksConfiguration implements Cloneable {

    /** What an update does when somebody else was faster. */
    public enum Conflict {
        /** Read again and repeat where the caller gave no SyncToken, else fail. */
        AUTO,
        RETRY,
        FAIL
    }

    /** How pages of a query follow each other. */
    public enum Paging {
        /** By key where that can be done. */
        AUTO,
        KEYSET,
        OFFSET
    }

    /** When a batch is a failure of the exchange. */
    public enum FailOn {
        ANY,
        ALL,
        NONE
    }

    /** What is read where change data capture cannot tell of everything. */
    public enum Resync {
        CHANGED,
        FULL
    }

    /** What becomes of a change whose exchange failed. */
    public enum Failed {
        RETRY,
        SKIP,
        DEAD_LETTER
    }

    /** When a webhook post is answered. */
    public enum Acknowledge {
        AFTER_JOURNAL,
        AFTER_ROUTE,
        IMMEDIATELY
    }

    /** What an exchange of a polled query holds. */
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

    /** The company; on an endpoint it goes before CamelQuickBooksRealmId. */
    public void setRealmId(String realmId) {
        this.realmId = realmId;
        this.realmIdExplicit = realmId != null && !realmId.isBlank();
    }

    /** Whether the company was set here, on the endpoint, and is not only the component's default. */
    public boolean hasOwnRealmId() {
        return realmIdExplicit;
    }

    public Priority getPriority() {
        return priority;
    }

    /** Who goes first where the limits hold requests back: interactive ahead of bulk. What consumers read is bulk. */
    public void setPriority(Priority priority) {
        this.priority = priority;
    }

    public String getOutputType() {
        return outputType;
    }

    /** What the body of the answer is: JsonNode, Map, JsonObject (Jakarta JSON), String, bytes, stream, or the name of a class that Jackson reads. For a query also row (the first row), page (one page and the position of the next) or all, which is the default. */
    public void setOutputType(String outputType) {
        this.outputType = outputType;
    }

    public boolean isSparse() {
        return sparse;
    }

    /** Whether an update leaves fields alone that the body does not have. With false they are cleared, as QuickBooks does in a full update. */
    public void setSparse(boolean sparse) {
        this.sparse = sparse;
    }

    public String getKey() {
        return key;
    }

    /** The field that upsert, and read without an Id, look for: by default the name of a list entity (DisplayName, Name) and the DocNumber of a transaction. */
    public void setKey(String key) {
        this.key = key;
    }

    public Conflict getConflict() {
        return conflict;
    }

    /** What update, delete, void and deactivate do when somebody else changed the entity meanwhile: auto reads it again and repeats where the caller gave no SyncToken and fails where the caller did; retry always repeats; fail never does. */
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

    public String getRequestIdExpression() {
        return requestIdExpression;
    }

    /** A simple expression for what makes a repeated write the same write, such as ${header.orderId}-invoice, where the header CamelQuickBooksRequestId is not set. Without either, an id is made once for each exchange and kept over its redeliveries. */
    public void setRequestIdExpression(String requestIdExpression) {
        this.requestIdExpression = requestIdExpression;
    }

    public String getQuery() {
        return query;
    }

    /** The statement of the query operation, with :name parameters, unless the header CamelQuickBooksQuery or the body gives one. */
    public void setQuery(String query) {
        this.query = query;
    }

    public int getPageSize() {
        return pageSize;
    }

    /** How many rows a page has; QuickBooks allows up to 1000. */
    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    public long getMaxRows() {
        return maxRows;
    }

    /** How many rows a query gives at most; 0 for all. */
    public void setMaxRows(long maxRows) {
        this.maxRows = maxRows;
    }

    public Paging getPaging() {
        return paging;
    }

    /** How pages follow each other. keyset loses and doubles no row while others insert and delete; offset is needed for ORDERBY and STARTPOSITION; auto takes keyset where it can be done. */
    public void setPaging(Paging paging) {
        this.paging = paging;
    }

    public int getParallelPages() {
        return parallelPages;
    }

    /** How many pages are fetched at the same time; more than 1 needs pages by offset. */
    public void setParallelPages(int parallelPages) {
        this.parallelPages = parallelPages;
    }

    public boolean isStreaming() {
        return streaming;
    }

    /** Whether the body of a query's answer is an iterator that fetches pages as they are needed, for split().streaming(). */
    public void setStreaming(boolean streaming) {
        this.streaming = streaming;
    }

    public FailOn getFailOn() {
        return failOn;
    }

    /** When a batch fails its exchange: on any fault, only when all failed, or never; the results are in the exception too. */
    public void setFailOn(FailOn failOn) {
        this.failOn = failOn;
    }

    public boolean isCoalesce() {
        return coalesce;
    }

    /** Whether single creates, updates, deletes and queries are gathered into batch calls with those of other routes when the minute budget is short. */
    public void setCoalesce(boolean coalesce) {
        this.coalesce = coalesce;
    }

    public String getEntities() {
        return entities;
    }

    /** The entities whose changes are read or followed, with commas. A webhook consumer without it takes all. */
    public void setEntities(String entities) {
        this.entities = entities;
    }

    public String getChangedSince() {
        return changedSince;
    }

    /** Since when the cdc operation asks for changes: an ISO date, or date and time; at most 30 days back. */
    public void setChangedSince(String changedSince) {
        this.changedSince = changedSince;
    }

    public String getSendTo() {
        return sendTo;
    }

    /** The address that the send operation mails to; without it QuickBooks takes that of the document. */
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

    /** The content type of the file that the upload operation sends; by default it is guessed from the name. */
    public void setFileContentType(String fileContentType) {
        this.fileContentType = fileContentType;
    }

    public String getAttachTo() {
        return attachTo;
    }

    /** What the uploaded file is attached to, such as Invoice:45. */
    public void setAttachTo(String attachTo) {
        this.attachTo = attachTo;
    }

    public boolean isFlatten() {
        return flatten;
    }

    /** Whether a report comes as a list of rows, each a map with typed values, in place of QuickBooks' nested form. */
    public void setFlatten(boolean flatten) {
        this.flatten = flatten;
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

    /** The path of the request operation after the company's, such as invoice/45. */
    public void setPath(String path) {
        this.path = path;
    }

    public String getRealms() {
        return realms;
    }

    /** The companies that a consumer follows, with commas, in place of realmId; all for those that have tokens: new ones join, disconnected ones pause until they are connected again. */
    public void setRealms(String realms) {
        this.realms = realms;
    }

    public String getStartFrom() {
        return startFrom;
    }

    /** Where a consumer begins that has no cursor yet: now, beginning, a date (midnight in the company's zone), or a time with its offset such as 2026-01-31T09:00:00-08:00. */
    public void setStartFrom(String startFrom) {
        this.startFrom = startFrom;
    }

    public long getOverlap() {
        return overlap;
    }

    /** How far before its cursor a consumer reads again, since QuickBooks makes a change visible later than it dates it. What was told of already is not told of twice. */
    public void setOverlap(long overlap) {
        this.overlap = overlap;
    }

    public Resync getResync() {
        return resync;
    }

    /** What is done where change data capture cannot tell of everything: after a gap of more than 30 days, and where a second has more than 1000 changes. changed reads what changed by query; full also finds what was deleted, by comparing Ids, which are kept in the state repository for that. */
    public void setResync(Resync resync) {
        this.resync = resync;
    }

    public Failed getFailed() {
        return failed;
    }

    /** What becomes of a change whose exchange failed: retry keeps the cursor before it, and what comes after it in the company waits; skip logs it and goes on; deadLetter sends it to deadLetterUri and goes on. */
    public void setFailed(Failed failed) {
        this.failed = failed;
    }

    public String getDeadLetterUri() {
        return deadLetterUri;
    }

    /** Where changes go whose exchanges failed, with failed=deadLetter. Where that fails too, it is as with retry. */
    public void setDeadLetterUri(String deadLetterUri) {
        this.deadLetterUri = deadLetterUri;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    /** How many exchanges of a consumer are in flight at most. With more than 1, changes may overtake each other, but never those of the same entity. */
    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    /** How many exchanges one poll makes at most; 0 for no limit. What is left comes with the next poll. */
    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public int getParallelCompanies() {
        return parallelCompanies;
    }

    /** How many companies are read at the same time. */
    public void setParallelCompanies(int parallelCompanies) {
        this.parallelCompanies = parallelCompanies;
    }

    public String getCursorName() {
        return cursorName;
    }

    /** The name of the cursor in the state repository. Two consumers of the same company and entity need two names; by default it is cdc, and for a query a name made of the statement. */
    public void setCursorName(String cursorName) {
        this.cursorName = cursorName;
    }

    public boolean isWebhook() {
        return webhook;
    }

    /** Whether webhooks wake the poll of the company that they tell of. Polling goes on beneath, since webhooks get lost. */
    public void setWebhook(boolean webhook) {
        this.webhook = webhook;
    }

    public String getWebhookPath() {
        return webhookPath;
    }

    /** The path on the runtime's HTTP server (platform-http) where QuickBooks posts webhooks to. */
    public void setWebhookPath(String webhookPath) {
        this.webhookPath = webhookPath;
    }

    public long getWebhookDelay() {
        return webhookDelay;
    }

    /** How long after a webhook the company is polled, so that what comes in a burst is read at once. */
    public void setWebhookDelay(long webhookDelay) {
        this.webhookDelay = webhookDelay;
    }

    public String getWebhookVerifyToken() {
        return webhookVerifyToken;
    }

    /** The app's webhook verifier token; several with commas while one is being replaced. A post that none of them has signed is refused. */
    public void setWebhookVerifyToken(String webhookVerifyToken) {
        this.webhookVerifyToken = webhookVerifyToken;
    }

    public Acknowledge getAcknowledge() {
        return acknowledge;
    }

    /** When a webhook post is answered: afterJournal, when its events are kept safely; afterRoute, when their exchanges are done; immediately, before anything. */
    public void setAcknowledge(Acknowledge acknowledge) {
        this.acknowledge = acknowledge;
    }

    public boolean isFetch() {
        return fetch;
    }

    /** Whether the entities that webhook events tell of are read, many with one request, to be the body. */
    public void setFetch(boolean fetch) {
        this.fetch = fetch;
    }

    public int getMaxBodySize() {
        return maxBodySize;
    }

    /** How many bytes a webhook post may have; a larger one is refused. */
    public void setMaxBodySize(int maxBodySize) {
        this.maxBodySize = maxBodySize;
    }

    public String getDelta() {
        return delta;
    }

    /** The time within MetaData by which rows of a query are new, MetaData.LastUpdatedTime or MetaData.CreateTime: only new ones are told of, from a durable cursor. */
    public void setDelta(String delta) {
        this.delta = delta;
    }

    public Emit getEmit() {
        return emit;
    }

    /** What an exchange of a polled query holds: one of the rows, one of the pages, or all rows. */
    public void setEmit(Emit emit) {
        this.emit = emit;
    }

    public String getConnectPath() {
        return connectPath;
    }

    /** The path on the runtime's HTTP server where the pages of quickbooks:connect are. */
    public void setConnectPath(String connectPath) {
        this.connectPath = connectPath;
    }

    public String getConnectUrl() {
        return connectUrl;
    }

    /** The address of the pages of quickbooks:connect as browsers reach it, such as https://erp.example.com/quickbooks; with /callback behind it, it is the redirect URI to register at Intuit. Set on the component it is also what exceptions name where a company has to be connected again. Without it the pages work on this machine only, at http://localhost. */
    public void setConnectUrl(String connectUrl) {
        this.connectUrl = connectUrl;
    }

    public String getConnectSecret() {
        return connectSecret;
    }

    /** What people are asked for before they see the pages of quickbooks:connect; 12 characters or more. Without it, and without connectAuthenticator, the pages are open to browsers on this machine only. */
    public void setConnectSecret(String connectSecret) {
        this.connectSecret = connectSecret;
    }

    public ConnectAuthenticator getConnectAuthenticator() {
        return connectAuthenticator;
    }

    /** A bean that says who may see the pages of quickbooks:connect, where the application has users of its own. */
    public void setConnectAuthenticator(ConnectAuthenticator connectAuthenticator) {
        this.connectAuthenticator = connectAuthenticator;
    }

    public String getConnectScopes() {
        return connectScopes;
    }

    /** What people are asked to consent to, with commas. With openid, profile and email among them the exchange of quickbooks:connect holds who has consented. */
    public void setConnectScopes(String connectScopes) {
        this.connectScopes = connectScopes;
    }
}
