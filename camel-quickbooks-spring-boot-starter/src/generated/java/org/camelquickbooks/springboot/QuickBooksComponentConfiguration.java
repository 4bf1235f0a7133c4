package org.camelquickbooks.springboot;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The options of the quickbooks component. Written from the component's metadata; do not edit it. */
@ConfigurationProperties("camel.component.quickbooks")
public class QuickBooksComponentConfiguration {

    /**
     * Whether the component is configured by Spring Boot.
     */
    private Boolean enabled;

    /**
     * Where the API is, in place of environment: such as http://localhost:8888 for the sandbox of this project.
     */
    private String baseUrl;

    /**
     * The address of the pages of quickbooks:connect as browsers reach it, such as https://erp.example.com/quickbooks; with /callback behind it, it is the redirect URI to register at Intuit. Set on the component it is also what exceptions name where a company has to be connected again. Without it the pages work on this machine only, at http://localhost.
     */
    private String connectUrl;

    /**
     * The entities whose changes are read or followed, with commas. A webhook consumer without it takes all.
     */
    private String entities;

    /**
     * Where companies are: production, or Intuit's sandbox. For the sandbox on localhost set baseUrl.
     */
    private org.camelquickbooks.QuickBooksEnvironment environment;

    /**
     * Where the token endpoint is, in place of environment; by default the same as baseUrl where that is set.
     */
    private String oauthBaseUrl;

    /**
     * What the body of the answer is: JsonNode, Map, JsonObject (Jakarta JSON), String, bytes, stream, or the name of a class that Jackson reads. For a query also row (the first row), page (one page and the position of the next) or all, which is the default.
     */
    private String outputType;

    /**
     * The statement of the query operation, with :name parameters, unless the header CamelQuickBooksQuery or the body gives one.
     */
    private String query;

    /**
     * The company; on an endpoint it goes before CamelQuickBooksRealmId.
     */
    private String realmId;

    /**
     * When a webhook post is answered: afterJournal, when its events are kept safely; afterRoute, when their exchanges are done; immediately, before anything.
     */
    private org.camelquickbooks.QuickBooksConfiguration.Acknowledge acknowledge;

    /**
     * Allows for bridging the consumer to the Camel routing Error Handler, which mean any exceptions (if possible) occurred while the Camel consumer is trying to pickup incoming messages, or the likes, will now be processed as a message and handled by the routing Error Handler. Important: This is only possible if the 3rd party component allows Camel to be alerted if an exception was thrown. Some components handle this internally only, and therefore bridgeErrorHandler is not possible. In other situations we may improve the Camel component to hook into the 3rd party component and make this possible for future releases. By default the consumer will use the org.apache.camel.spi.ExceptionHandler to deal with exceptions, that will be logged at WARN or ERROR level and ignored.
     */
    private Boolean bridgeErrorHandler;

    /**
     * The path on the runtime's HTTP server where the pages of quickbooks:connect are.
     */
    private String connectPath;

    /**
     * What people are asked to consent to, with commas. With openid, profile and email among them the exchange of quickbooks:connect holds who has consented.
     */
    private String connectScopes;

    /**
     * The name of the cursor in the state repository. Two consumers of the same company and entity need two names; by default it is cdc, and for a query a name made of the statement.
     */
    private String cursorName;

    /**
     * Where changes go whose exchanges failed, with failed=deadLetter. Where that fails too, it is as with retry.
     */
    private String deadLetterUri;

    /**
     * The time within MetaData by which rows of a query are new, MetaData.LastUpdatedTime or MetaData.CreateTime: only new ones are told of, from a durable cursor.
     */
    private String delta;

    /**
     * What an exchange of a polled query holds: one of the rows, one of the pages, or all rows.
     */
    private org.camelquickbooks.QuickBooksConfiguration.Emit emit;

    /**
     * How long webhook events are remembered, so that one that is delivered again is not routed again.
     */
    private java.time.Duration eventRetention;

    /**
     * What becomes of a change whose exchange failed: retry keeps the cursor before it, and what comes after it in the company waits; skip logs it and goes on; deadLetter sends it to deadLetterUri and goes on.
     */
    private org.camelquickbooks.QuickBooksConfiguration.Failed failed;

    /**
     * Whether the entities that webhook events tell of are read, many with one request, to be the body.
     */
    private Boolean fetch;

    /**
     * How many bytes a webhook post may have; a larger one is refused.
     */
    private Integer maxBodySize;

    /**
     * How many exchanges of a consumer are in flight at most. With more than 1, changes may overtake each other, but never those of the same entity.
     */
    private Integer maxInFlight;

    /**
     * How many exchanges one poll makes at most; 0 for no limit. What is left comes with the next poll.
     */
    private Integer maxMessagesPerPoll;

    /**
     * How far before its cursor a consumer reads again, since QuickBooks makes a change visible later than it dates it. What was told of already is not told of twice.
     */
    private java.time.Duration overlap;

    /**
     * How many companies are read at the same time.
     */
    private Integer parallelCompanies;

    /**
     * The companies that a consumer follows, with commas, in place of realmId; all for those that have tokens: new ones join, disconnected ones pause until they are connected again.
     */
    private String realms;

    /**
     * What is done where change data capture cannot tell of everything: after a gap of more than 30 days, and where a second has more than 1000 changes. changed reads what changed by query; full also finds what was deleted, by comparing Ids, which are kept in the state repository for that.
     */
    private org.camelquickbooks.QuickBooksConfiguration.Resync resync;

    /**
     * Where a consumer begins that has no cursor yet: now, beginning, a date (midnight in the company's zone), or a time with its offset such as 2026-01-31T09:00:00-08:00.
     */
    private String startFrom;

    /**
     * Where consumers keep their cursors in place of the state database: any of Camel's state repositories. Nodes then do not take turns by themselves. The option takes the name of a bean: #bean:name.
     */
    private String stateRepository;

    /**
     * Whether webhooks wake the poll of the company that they tell of. Polling goes on beneath, since webhooks get lost.
     */
    private Boolean webhook;

    /**
     * How long after a webhook the company is polled, so that what comes in a burst is read at once.
     */
    private java.time.Duration webhookDelay;

    /**
     * The path on the runtime's HTTP server (platform-http) where QuickBooks posts webhooks to.
     */
    private String webhookPath;

    /**
     * What the uploaded file is attached to, such as Invoice:45.
     */
    private String attachTo;

    /**
     * Since when the cdc operation asks for changes: an ISO date, or date and time; at most 30 days back.
     */
    private String changedSince;

    /**
     * Whether single creates, updates, deletes and queries are gathered into batch calls with those of other routes when the minute budget is short.
     */
    private Boolean coalesce;

    /**
     * What update, delete, void and deactivate do when somebody else changed the entity meanwhile: auto reads it again and repeats where the caller gave no SyncToken and fails where the caller did; retry always repeats; fail never does.
     */
    private org.camelquickbooks.QuickBooksConfiguration.Conflict conflict;

    /**
     * When a batch fails its exchange: on any fault, only when all failed, or never; the results are in the exception too.
     */
    private org.camelquickbooks.QuickBooksConfiguration.FailOn failOn;

    /**
     * The content type of the file that the upload operation sends; by default it is guessed from the name.
     */
    private String fileContentType;

    /**
     * The name of the file that the upload operation sends.
     */
    private String fileName;

    /**
     * Whether a report comes as a list of rows, each a map with typed values, in place of QuickBooks' nested form.
     */
    private Boolean flatten;

    /**
     * QuickBooks' include parameter of a write, such as allowduplicatedocnum.
     */
    private String include;

    /**
     * The field that upsert, and read without an Id, look for: by default the name of a list entity (DisplayName, Name) and the DocNumber of a transaction.
     */
    private String key;

    /**
     * Whether the producer should be started lazy (on the first message). By starting lazy you can use this to allow CamelContext and routes to startup in situations where a producer may otherwise fail during starting and cause the route to fail being started. By deferring this startup to be lazy then the startup failure can be handled during routing messages via Camel's routing error handlers. Beware that when the first message is processed then creating and starting the producer may take a little time and prolong the total processing time of the processing.
     */
    private Boolean lazyStartProducer;

    /**
     * How many rows a query gives at most; 0 for all.
     */
    private Long maxRows;

    /**
     * The HTTP method of the request operation.
     */
    private String method;

    /**
     * How many rows a page has; QuickBooks allows up to 1000.
     */
    private Integer pageSize;

    /**
     * How pages follow each other. keyset loses and doubles no row while others insert and delete; offset is needed for ORDERBY and STARTPOSITION; auto takes keyset where it can be done.
     */
    private org.camelquickbooks.QuickBooksConfiguration.Paging paging;

    /**
     * How many pages are fetched at the same time; more than 1 needs pages by offset.
     */
    private Integer parallelPages;

    /**
     * Parameters of a report or a request, such as parameter.start_date=2026-01-01. This is a multi-value option with prefix: parameter.
     */
    private java.util.Map<String, Object> parameters;

    /**
     * The path of the request operation after the company's, such as invoice/45.
     */
    private String path;

    /**
     * Who goes first where the limits hold requests back: interactive ahead of bulk. What consumers read is bulk.
     */
    private org.camelquickbooks.client.http.Priority priority;

    /**
     * A simple expression for what makes a repeated write the same write, such as ${header.orderId}-invoice, where the header CamelQuickBooksRequestId is not set. Without either, an id is made once for each exchange and kept over its redeliveries.
     */
    private String requestIdExpression;

    /**
     * The address that the send operation mails to; without it QuickBooks takes that of the document.
     */
    private String sendTo;

    /**
     * Whether an update leaves fields alone that the body does not have. With false they are cleared, as QuickBooks does in a full update.
     */
    private Boolean sparse;

    /**
     * Whether the body of a query's answer is an iterator that fetches pages as they are needed, for split().streaming().
     */
    private Boolean streaming;

    /**
     * Whether autowiring is enabled. This is used for automatic autowiring options (the option must be marked as autowired) by looking up in the registry to find if there is a single instance of matching type, which then gets configured on the component. This can be used for automatic configuring JDBC data sources, JMS connection factories, AWS Clients, etc.
     */
    private Boolean autowiredEnabled;

    /**
     * The name of the application for all that share the state: its nodes share cursors and webhook events, other applications do not. By default the name of the Camel context.
     */
    private String clusterId;

    /**
     * The defaults of all endpoints. The option takes the name of a bean: #bean:name.
     */
    private String configuration;

    /**
     * How long opening a connection may take.
     */
    private java.time.Duration connectTimeout;

    /**
     * How many bytes an answer may have once it is unpacked; a larger one fails. Downloads are streamed and have no limit.
     */
    private Integer maxAnswerSize;

    /**
     * QuickBooks' minor version; 75 is the least there is.
     */
    private Integer minorVersion;

    /**
     * What reads and writes the classes of the user; decimals are kept exact whatever it is set to. A single bean of the type is used by itself. The option takes the name of a bean: #bean:name.
     */
    private String objectMapper;

    /**
     * How long a whole answer may take; QuickBooks itself gives up after 120 seconds.
     */
    private java.time.Duration requestTimeout;

    /**
     * The database of several nodes, in place of a file in stateDirectory: PostgreSQL, MariaDB or H2. It is never autowired, since an application's own database is not filled unasked. The option takes the name of a bean: #bean:name.
     */
    private String stateDataSource;

    /**
     * The directory of the state database (quickbooks.db), of the key for tokens (token.key) and of audit files. Processes of one machine may share it; with stateDataSource no database is in it.
     */
    private String stateDirectory;

    /**
     * The client's source of time: for tests that move it. The option takes the name of a bean: #bean:name.
     */
    private String time;

    /**
     * Entities that read takes from a cache, with commas, such as Item,Account,TaxCode.
     */
    private String referenceCache;

    /**
     * After how long the reference cache is read anew.
     */
    private java.time.Duration referenceCacheTimeToLive;

    /**
     * The percentage of the minute's requests from which operations are gathered into batch calls. Below it, and later where a request is left over, each is sent by itself. 0 always gathers.
     */
    private Integer coalesceAt;

    /**
     * How many batch calls of coalesced operations a company has under way; while they are, operations gather.
     */
    private Integer coalesceParallel;

    /**
     * How long a batch call of coalesced operations waits for more of them; it waits longer while the limits would not let it go.
     */
    private java.time.Duration coalesceWindow;

    /**
     * Whether writes with a stable id are recorded in the state database before they are sent, so that no crash and no redelivery can do them twice.
     */
    private Boolean intentLogEnabled;

    /**
     * How long answers to recorded writes are kept for exchanges that are redelivered. A write without an answer is kept until it has one.
     */
    private java.time.Duration intentRetention;

    /**
     * How long QuickBooks is relied upon to know a request id. A write that is still undecided after that is not sent again: it is looked up by its document number, or reported.
     */
    private java.time.Duration requestIdLifetime;

    /**
     * Used for enabling or disabling all consumer based health checks from this component
     */
    private Boolean healthCheckConsumerEnabled;

    /**
     * Used for enabling or disabling all producer based health checks from this component. Notice: Camel has by default disabled all producer based health-checks. You can turn on producer checks globally by setting camel.health.producersEnabled=true.
     */
    private Boolean healthCheckProducerEnabled;

    /**
     * What the audit log says of a write: ids only, amounts too, or bodies: all that is sent but for the numbers of people, tax payers and accounts.
     */
    private org.camelquickbooks.client.audit.AuditDetail auditDetail;

    /**
     * Where each write and each event of a connection is told of, as a line of JSON: log for the category org.camelquickbooks.audit, file for a file a day in stateDirectory, or the URI of any endpoint. What cannot be told of is not sent. By default there is no audit log.
     */
    private String auditTo;

    /**
     * What the health check of a company says where it has to be connected again, or QuickBooks throttles it: report names it and stays up, since one company of many is no reason to take this process from the others; down makes the process not ready.
     */
    private org.camelquickbooks.QuickBooksComponent.CompanyHealth companyHealth;

    /**
     * How long ago a company that is followed may have been read to its end before its health check is down; 0 for any time.
     */
    private java.time.Duration maxLag;

    /**
     * Whether metrics have a tag realm for the company: for some companies, since each makes series of its own.
     */
    private Boolean metricsCompanyTag;

    /**
     * An HTTP proxy on the way to QuickBooks.
     */
    private String proxyHost;

    /**
     * The port of the proxy.
     */
    private Integer proxyPort;

    /**
     * How often a request is sent at most when it may succeed later: throttled, 5xx, a lost connection, a timeout.
     */
    private Integer maxAttempts;

    /**
     * The wait before the second attempt; it doubles with each, and half of it is chance.
     */
    private java.time.Duration retryDelay;

    /**
     * The longest wait between two attempts.
     */
    private java.time.Duration retryMaxDelay;

    /**
     * No attempt begins later than this after the first has failed.
     */
    private java.time.Duration retryTimeout;

    /**
     * An access token for realmId, good for an hour: for trying out.
     */
    private String accessToken;

    /**
     * Whether baseUrl and oauthBaseUrl may be http on another machine; tokens then travel in the clear. Not for production.
     */
    private Boolean allowInsecureTransport;

    /**
     * The app's client id, for refreshing tokens.
     */
    private String clientId;

    /**
     * The app's client secret, for refreshing tokens.
     */
    private String clientSecret;

    /**
     * A bean that says who may see the pages of quickbooks:connect, where the application has users of its own. The option takes the name of a bean: #bean:name.
     */
    private String connectAuthenticator;

    /**
     * What people are asked for before they see the pages of quickbooks:connect; 12 characters or more. Without it, and without connectAuthenticator, the pages are open to browsers on this machine only.
     */
    private String connectSecret;

    /**
     * The password that the proxy asks for.
     */
    private String proxyPassword;

    /**
     * The user name that the proxy asks for.
     */
    private String proxyUsername;

    /**
     * A refresh token for realmId. It is replaced by QuickBooks about every day: what comes after it is in the token store.
     */
    private String refreshToken;

    /**
     * The key that encrypts the tokens in the state database: base64 of 32 bytes. Several with commas: the first encrypts, the others still decrypt. Without it the environment variable QUICKBOOKS_SECRET_KEY is taken, or the file token.key in stateDirectory, which is made on the first start.
     */
    private String secretKey;

    /**
     * TLS settings; by default those of the JVM. The option takes the name of a bean: #bean:name.
     */
    private String sslContextParameters;

    /**
     * Where tokens are kept; a single bean of the type is used by itself. Without one they are kept encrypted in the state database where clientId is set, and else as long as the process lives. The option takes the name of a bean: #bean:name.
     */
    private String tokenStore;

    /**
     * Whether the Camel context's global TLS settings are used.
     */
    private Boolean useGlobalSslContextParameters;

    /**
     * The app's webhook verifier token; several with commas while one is being replaced. A post that none of them has signed is refused.
     */
    private String webhookVerifyToken;

    /**
     * After how long the tokens of a company are refreshed that nobody uses, since a connection ends when it is not used for 100 days; 0 for never.
     */
    private java.time.Duration keepAlive;

    /**
     * How long before its end an access token is renewed; up to half an hour, of the hour that it lasts.
     */
    private java.time.Duration refreshAhead;

    /**
     * How many batch calls a minute a company allows; 0 for no limit.
     */
    private Integer batchesPerMinute;

    /**
     * How many requests a company allows at the same time; 0 for no limit. Processes that share limits share this one by dividing it.
     */
    private Integer maxConcurrentRequests;

    /**
     * How many requests of a company may wait for its limits; one more fails.
     */
    private Integer maxQueueSize;

    /**
     * The longest time for which a company is left alone after a 429, whatever its Retry-After says; QuickBooks itself asks for a minute.
     */
    private java.time.Duration maxRetryAfter;

    /**
     * How long a request may wait for the limits before it fails.
     */
    private java.time.Duration maxWait;

    /**
     * Whether metered reads are counted by company and month, in stateDirectory.
     */
    private Boolean meterReads;

    /**
     * A Bucket4j back end (PostgreSQL, Redis, Hazelcast, Infinispan) in which a cluster counts the limits together. A single bean of the type is used by itself. The option takes the name of a bean: #bean:name.
     */
    private String proxyManager;

    /**
     * How many metered reads a month are meant to be enough for a company; 80 percent of it is told, 0 for no budget.
     */
    private Long readBudget;

    /**
     * What happens when the readBudget is used up: a warning, or reads of priority bulk are held until the month ends.
     */
    private org.camelquickbooks.QuickBooksComponent.ReadBudgetAction readBudgetAction;

    /**
     * How many reports a minute a company allows; 0 for no limit.
     */
    private Integer reportsPerMinute;

    /**
     * How many requests a minute a company allows; 0 for no limit.
     */
    private Integer requestsPerMinute;

    /**
     * How many requests a second a company allows; 0 for no limit.
     */
    private Integer requestsPerSecond;

    public Boolean getEnabled() {
        return enabled;
    }

    public void setEnabled(Boolean enabled) {
        this.enabled = enabled;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getConnectUrl() {
        return connectUrl;
    }

    public void setConnectUrl(String connectUrl) {
        this.connectUrl = connectUrl;
    }

    public String getEntities() {
        return entities;
    }

    public void setEntities(String entities) {
        this.entities = entities;
    }

    public org.camelquickbooks.QuickBooksEnvironment getEnvironment() {
        return environment;
    }

    public void setEnvironment(org.camelquickbooks.QuickBooksEnvironment environment) {
        this.environment = environment;
    }

    public String getOauthBaseUrl() {
        return oauthBaseUrl;
    }

    public void setOauthBaseUrl(String oauthBaseUrl) {
        this.oauthBaseUrl = oauthBaseUrl;
    }

    public String getOutputType() {
        return outputType;
    }

    public void setOutputType(String outputType) {
        this.outputType = outputType;
    }

    public String getQuery() {
        return query;
    }

    public void setQuery(String query) {
        this.query = query;
    }

    public String getRealmId() {
        return realmId;
    }

    public void setRealmId(String realmId) {
        this.realmId = realmId;
    }

    public org.camelquickbooks.QuickBooksConfiguration.Acknowledge getAcknowledge() {
        return acknowledge;
    }

    public void setAcknowledge(org.camelquickbooks.QuickBooksConfiguration.Acknowledge acknowledge) {
        this.acknowledge = acknowledge;
    }

    public Boolean getBridgeErrorHandler() {
        return bridgeErrorHandler;
    }

    public void setBridgeErrorHandler(Boolean bridgeErrorHandler) {
        this.bridgeErrorHandler = bridgeErrorHandler;
    }

    public String getConnectPath() {
        return connectPath;
    }

    public void setConnectPath(String connectPath) {
        this.connectPath = connectPath;
    }

    public String getConnectScopes() {
        return connectScopes;
    }

    public void setConnectScopes(String connectScopes) {
        this.connectScopes = connectScopes;
    }

    public String getCursorName() {
        return cursorName;
    }

    public void setCursorName(String cursorName) {
        this.cursorName = cursorName;
    }

    public String getDeadLetterUri() {
        return deadLetterUri;
    }

    public void setDeadLetterUri(String deadLetterUri) {
        this.deadLetterUri = deadLetterUri;
    }

    public String getDelta() {
        return delta;
    }

    public void setDelta(String delta) {
        this.delta = delta;
    }

    public org.camelquickbooks.QuickBooksConfiguration.Emit getEmit() {
        return emit;
    }

    public void setEmit(org.camelquickbooks.QuickBooksConfiguration.Emit emit) {
        this.emit = emit;
    }

    public java.time.Duration getEventRetention() {
        return eventRetention;
    }

    public void setEventRetention(java.time.Duration eventRetention) {
        this.eventRetention = eventRetention;
    }

    public org.camelquickbooks.QuickBooksConfiguration.Failed getFailed() {
        return failed;
    }

    public void setFailed(org.camelquickbooks.QuickBooksConfiguration.Failed failed) {
        this.failed = failed;
    }

    public Boolean getFetch() {
        return fetch;
    }

    public void setFetch(Boolean fetch) {
        this.fetch = fetch;
    }

    public Integer getMaxBodySize() {
        return maxBodySize;
    }

    public void setMaxBodySize(Integer maxBodySize) {
        this.maxBodySize = maxBodySize;
    }

    public Integer getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(Integer maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public Integer getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    public void setMaxMessagesPerPoll(Integer maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public java.time.Duration getOverlap() {
        return overlap;
    }

    public void setOverlap(java.time.Duration overlap) {
        this.overlap = overlap;
    }

    public Integer getParallelCompanies() {
        return parallelCompanies;
    }

    public void setParallelCompanies(Integer parallelCompanies) {
        this.parallelCompanies = parallelCompanies;
    }

    public String getRealms() {
        return realms;
    }

    public void setRealms(String realms) {
        this.realms = realms;
    }

    public org.camelquickbooks.QuickBooksConfiguration.Resync getResync() {
        return resync;
    }

    public void setResync(org.camelquickbooks.QuickBooksConfiguration.Resync resync) {
        this.resync = resync;
    }

    public String getStartFrom() {
        return startFrom;
    }

    public void setStartFrom(String startFrom) {
        this.startFrom = startFrom;
    }

    public String getStateRepository() {
        return stateRepository;
    }

    public void setStateRepository(String stateRepository) {
        this.stateRepository = stateRepository;
    }

    public Boolean getWebhook() {
        return webhook;
    }

    public void setWebhook(Boolean webhook) {
        this.webhook = webhook;
    }

    public java.time.Duration getWebhookDelay() {
        return webhookDelay;
    }

    public void setWebhookDelay(java.time.Duration webhookDelay) {
        this.webhookDelay = webhookDelay;
    }

    public String getWebhookPath() {
        return webhookPath;
    }

    public void setWebhookPath(String webhookPath) {
        this.webhookPath = webhookPath;
    }

    public String getAttachTo() {
        return attachTo;
    }

    public void setAttachTo(String attachTo) {
        this.attachTo = attachTo;
    }

    public String getChangedSince() {
        return changedSince;
    }

    public void setChangedSince(String changedSince) {
        this.changedSince = changedSince;
    }

    public Boolean getCoalesce() {
        return coalesce;
    }

    public void setCoalesce(Boolean coalesce) {
        this.coalesce = coalesce;
    }

    public org.camelquickbooks.QuickBooksConfiguration.Conflict getConflict() {
        return conflict;
    }

    public void setConflict(org.camelquickbooks.QuickBooksConfiguration.Conflict conflict) {
        this.conflict = conflict;
    }

    public org.camelquickbooks.QuickBooksConfiguration.FailOn getFailOn() {
        return failOn;
    }

    public void setFailOn(org.camelquickbooks.QuickBooksConfiguration.FailOn failOn) {
        this.failOn = failOn;
    }

    public String getFileContentType() {
        return fileContentType;
    }

    public void setFileContentType(String fileContentType) {
        this.fileContentType = fileContentType;
    }

    public String getFileName() {
        return fileName;
    }

    public void setFileName(String fileName) {
        this.fileName = fileName;
    }

    public Boolean getFlatten() {
        return flatten;
    }

    public void setFlatten(Boolean flatten) {
        this.flatten = flatten;
    }

    public String getInclude() {
        return include;
    }

    public void setInclude(String include) {
        this.include = include;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public Boolean getLazyStartProducer() {
        return lazyStartProducer;
    }

    public void setLazyStartProducer(Boolean lazyStartProducer) {
        this.lazyStartProducer = lazyStartProducer;
    }

    public Long getMaxRows() {
        return maxRows;
    }

    public void setMaxRows(Long maxRows) {
        this.maxRows = maxRows;
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
    }

    public Integer getPageSize() {
        return pageSize;
    }

    public void setPageSize(Integer pageSize) {
        this.pageSize = pageSize;
    }

    public org.camelquickbooks.QuickBooksConfiguration.Paging getPaging() {
        return paging;
    }

    public void setPaging(org.camelquickbooks.QuickBooksConfiguration.Paging paging) {
        this.paging = paging;
    }

    public Integer getParallelPages() {
        return parallelPages;
    }

    public void setParallelPages(Integer parallelPages) {
        this.parallelPages = parallelPages;
    }

    public java.util.Map<String, Object> getParameters() {
        return parameters;
    }

    public void setParameters(java.util.Map<String, Object> parameters) {
        this.parameters = parameters;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public org.camelquickbooks.client.http.Priority getPriority() {
        return priority;
    }

    public void setPriority(org.camelquickbooks.client.http.Priority priority) {
        this.priority = priority;
    }

    public String getRequestIdExpression() {
        return requestIdExpression;
    }

    public void setRequestIdExpression(String requestIdExpression) {
        this.requestIdExpression = requestIdExpression;
    }

    public String getSendTo() {
        return sendTo;
    }

    public void setSendTo(String sendTo) {
        this.sendTo = sendTo;
    }

    public Boolean getSparse() {
        return sparse;
    }

    public void setSparse(Boolean sparse) {
        this.sparse = sparse;
    }

    public Boolean getStreaming() {
        return streaming;
    }

    public void setStreaming(Boolean streaming) {
        this.streaming = streaming;
    }

    public Boolean getAutowiredEnabled() {
        return autowiredEnabled;
    }

    public void setAutowiredEnabled(Boolean autowiredEnabled) {
        this.autowiredEnabled = autowiredEnabled;
    }

    public String getClusterId() {
        return clusterId;
    }

    public void setClusterId(String clusterId) {
        this.clusterId = clusterId;
    }

    public String getConfiguration() {
        return configuration;
    }

    public void setConfiguration(String configuration) {
        this.configuration = configuration;
    }

    public java.time.Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(java.time.Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public Integer getMaxAnswerSize() {
        return maxAnswerSize;
    }

    public void setMaxAnswerSize(Integer maxAnswerSize) {
        this.maxAnswerSize = maxAnswerSize;
    }

    public Integer getMinorVersion() {
        return minorVersion;
    }

    public void setMinorVersion(Integer minorVersion) {
        this.minorVersion = minorVersion;
    }

    public String getObjectMapper() {
        return objectMapper;
    }

    public void setObjectMapper(String objectMapper) {
        this.objectMapper = objectMapper;
    }

    public java.time.Duration getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(java.time.Duration requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public String getStateDataSource() {
        return stateDataSource;
    }

    public void setStateDataSource(String stateDataSource) {
        this.stateDataSource = stateDataSource;
    }

    public String getStateDirectory() {
        return stateDirectory;
    }

    public void setStateDirectory(String stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    public String getTime() {
        return time;
    }

    public void setTime(String time) {
        this.time = time;
    }

    public String getReferenceCache() {
        return referenceCache;
    }

    public void setReferenceCache(String referenceCache) {
        this.referenceCache = referenceCache;
    }

    public java.time.Duration getReferenceCacheTimeToLive() {
        return referenceCacheTimeToLive;
    }

    public void setReferenceCacheTimeToLive(java.time.Duration referenceCacheTimeToLive) {
        this.referenceCacheTimeToLive = referenceCacheTimeToLive;
    }

    public Integer getCoalesceAt() {
        return coalesceAt;
    }

    public void setCoalesceAt(Integer coalesceAt) {
        this.coalesceAt = coalesceAt;
    }

    public Integer getCoalesceParallel() {
        return coalesceParallel;
    }

    public void setCoalesceParallel(Integer coalesceParallel) {
        this.coalesceParallel = coalesceParallel;
    }

    public java.time.Duration getCoalesceWindow() {
        return coalesceWindow;
    }

    public void setCoalesceWindow(java.time.Duration coalesceWindow) {
        this.coalesceWindow = coalesceWindow;
    }

    public Boolean getIntentLogEnabled() {
        return intentLogEnabled;
    }

    public void setIntentLogEnabled(Boolean intentLogEnabled) {
        this.intentLogEnabled = intentLogEnabled;
    }

    public java.time.Duration getIntentRetention() {
        return intentRetention;
    }

    public void setIntentRetention(java.time.Duration intentRetention) {
        this.intentRetention = intentRetention;
    }

    public java.time.Duration getRequestIdLifetime() {
        return requestIdLifetime;
    }

    public void setRequestIdLifetime(java.time.Duration requestIdLifetime) {
        this.requestIdLifetime = requestIdLifetime;
    }

    public Boolean getHealthCheckConsumerEnabled() {
        return healthCheckConsumerEnabled;
    }

    public void setHealthCheckConsumerEnabled(Boolean healthCheckConsumerEnabled) {
        this.healthCheckConsumerEnabled = healthCheckConsumerEnabled;
    }

    public Boolean getHealthCheckProducerEnabled() {
        return healthCheckProducerEnabled;
    }

    public void setHealthCheckProducerEnabled(Boolean healthCheckProducerEnabled) {
        this.healthCheckProducerEnabled = healthCheckProducerEnabled;
    }

    public org.camelquickbooks.client.audit.AuditDetail getAuditDetail() {
        return auditDetail;
    }

    public void setAuditDetail(org.camelquickbooks.client.audit.AuditDetail auditDetail) {
        this.auditDetail = auditDetail;
    }

    public String getAuditTo() {
        return auditTo;
    }

    public void setAuditTo(String auditTo) {
        this.auditTo = auditTo;
    }

    public org.camelquickbooks.QuickBooksComponent.CompanyHealth getCompanyHealth() {
        return companyHealth;
    }

    public void setCompanyHealth(org.camelquickbooks.QuickBooksComponent.CompanyHealth companyHealth) {
        this.companyHealth = companyHealth;
    }

    public java.time.Duration getMaxLag() {
        return maxLag;
    }

    public void setMaxLag(java.time.Duration maxLag) {
        this.maxLag = maxLag;
    }

    public Boolean getMetricsCompanyTag() {
        return metricsCompanyTag;
    }

    public void setMetricsCompanyTag(Boolean metricsCompanyTag) {
        this.metricsCompanyTag = metricsCompanyTag;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public Integer getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(Integer maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public java.time.Duration getRetryDelay() {
        return retryDelay;
    }

    public void setRetryDelay(java.time.Duration retryDelay) {
        this.retryDelay = retryDelay;
    }

    public java.time.Duration getRetryMaxDelay() {
        return retryMaxDelay;
    }

    public void setRetryMaxDelay(java.time.Duration retryMaxDelay) {
        this.retryMaxDelay = retryMaxDelay;
    }

    public java.time.Duration getRetryTimeout() {
        return retryTimeout;
    }

    public void setRetryTimeout(java.time.Duration retryTimeout) {
        this.retryTimeout = retryTimeout;
    }

    public String getAccessToken() {
        return accessToken;
    }

    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public Boolean getAllowInsecureTransport() {
        return allowInsecureTransport;
    }

    public void setAllowInsecureTransport(Boolean allowInsecureTransport) {
        this.allowInsecureTransport = allowInsecureTransport;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getConnectAuthenticator() {
        return connectAuthenticator;
    }

    public void setConnectAuthenticator(String connectAuthenticator) {
        this.connectAuthenticator = connectAuthenticator;
    }

    public String getConnectSecret() {
        return connectSecret;
    }

    public void setConnectSecret(String connectSecret) {
        this.connectSecret = connectSecret;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getRefreshToken() {
        return refreshToken;
    }

    public void setRefreshToken(String refreshToken) {
        this.refreshToken = refreshToken;
    }

    public String getSecretKey() {
        return secretKey;
    }

    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    public String getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(String sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public String getTokenStore() {
        return tokenStore;
    }

    public void setTokenStore(String tokenStore) {
        this.tokenStore = tokenStore;
    }

    public Boolean getUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    public void setUseGlobalSslContextParameters(Boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public String getWebhookVerifyToken() {
        return webhookVerifyToken;
    }

    public void setWebhookVerifyToken(String webhookVerifyToken) {
        this.webhookVerifyToken = webhookVerifyToken;
    }

    public java.time.Duration getKeepAlive() {
        return keepAlive;
    }

    public void setKeepAlive(java.time.Duration keepAlive) {
        this.keepAlive = keepAlive;
    }

    public java.time.Duration getRefreshAhead() {
        return refreshAhead;
    }

    public void setRefreshAhead(java.time.Duration refreshAhead) {
        this.refreshAhead = refreshAhead;
    }

    public Integer getBatchesPerMinute() {
        return batchesPerMinute;
    }

    public void setBatchesPerMinute(Integer batchesPerMinute) {
        this.batchesPerMinute = batchesPerMinute;
    }

    public Integer getMaxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    public void setMaxConcurrentRequests(Integer maxConcurrentRequests) {
        this.maxConcurrentRequests = maxConcurrentRequests;
    }

    public Integer getMaxQueueSize() {
        return maxQueueSize;
    }

    public void setMaxQueueSize(Integer maxQueueSize) {
        this.maxQueueSize = maxQueueSize;
    }

    public java.time.Duration getMaxRetryAfter() {
        return maxRetryAfter;
    }

    public void setMaxRetryAfter(java.time.Duration maxRetryAfter) {
        this.maxRetryAfter = maxRetryAfter;
    }

    public java.time.Duration getMaxWait() {
        return maxWait;
    }

    public void setMaxWait(java.time.Duration maxWait) {
        this.maxWait = maxWait;
    }

    public Boolean getMeterReads() {
        return meterReads;
    }

    public void setMeterReads(Boolean meterReads) {
        this.meterReads = meterReads;
    }

    public String getProxyManager() {
        return proxyManager;
    }

    public void setProxyManager(String proxyManager) {
        this.proxyManager = proxyManager;
    }

    public Long getReadBudget() {
        return readBudget;
    }

    public void setReadBudget(Long readBudget) {
        this.readBudget = readBudget;
    }

    public org.camelquickbooks.QuickBooksComponent.ReadBudgetAction getReadBudgetAction() {
        return readBudgetAction;
    }

    public void setReadBudgetAction(org.camelquickbooks.QuickBooksComponent.ReadBudgetAction readBudgetAction) {
        this.readBudgetAction = readBudgetAction;
    }

    public Integer getReportsPerMinute() {
        return reportsPerMinute;
    }

    public void setReportsPerMinute(Integer reportsPerMinute) {
        this.reportsPerMinute = reportsPerMinute;
    }

    public Integer getRequestsPerMinute() {
        return requestsPerMinute;
    }

    public void setRequestsPerMinute(Integer requestsPerMinute) {
        this.requestsPerMinute = requestsPerMinute;
    }

    public Integer getRequestsPerSecond() {
        return requestsPerSecond;
    }

    public void setRequestsPerSecond(Integer requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }
}
