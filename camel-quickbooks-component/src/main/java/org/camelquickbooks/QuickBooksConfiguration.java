package org.camelquickbooks;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
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

    @UriParam(label = "common")
    private String realmId;

    @UriParam(label = "producer", defaultValue = "interactive", enums = "interactive,bulk")
    private Priority priority = Priority.INTERACTIVE;

    @UriParam(label = "producer", defaultValue = "JsonNode")
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

    @UriParam(label = "producer")
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

    @UriParam(label = "producer")
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

    QuickBooksConfiguration copy() {
        try {
            QuickBooksConfiguration copy = (QuickBooksConfiguration) clone();
            copy.parameters = new HashMap<>(parameters);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getRealmId() {
        return realmId;
    }

    /** The company, unless the header CamelQuickBooksRealmId names another. */
    public void setRealmId(String realmId) {
        this.realmId = realmId;
    }

    public Priority getPriority() {
        return priority;
    }

    /** Who goes first where the limits hold requests back: interactive ahead of bulk. */
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

    /** The entities of the cdc operation, with commas. */
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
}
