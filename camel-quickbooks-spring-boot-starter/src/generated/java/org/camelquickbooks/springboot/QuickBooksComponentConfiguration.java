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
     * The URL of the API, instead of environment, such as http://localhost:8888 for the local sandbox of this project.
     */
    private String baseUrl;

    /**
     * The public URL of the pages of quickbooks:connect, such as https://erp.example.com/quickbooks. Register it at Intuit, with /callback appended, as the redirect URI. If it is set on the component, exceptions name it when a company has to be connected again. Without it the pages work only on this machine, at http://localhost.
     */
    private String connectUrl;

    /**
     * Adds customFields, a map from names to values, to each entity of a result. Reads and queries then ask for up to 12 custom fields. Bodies of create, update, upsert and batch may contain such a map without this option.
     */
    private Boolean customFieldsByName;

    /**
     * A comma-separated list of the entities whose changes are read. A webhook consumer without this option accepts all entities.
     */
    private String entities;

    /**
     * The environment of the companies: Intuit's production or Intuit's sandbox. For the local sandbox of this project set baseUrl instead.
     */
    private org.camelquickbooks.QuickBooksEnvironment environment;

    /**
     * The URL of the OAuth server, instead of environment. The default is baseUrl, if that is set.
     */
    private String oauthBaseUrl;

    /**
     * The type of the answer's body: JsonNode, Map, JsonObject (Jakarta JSON), String, bytes, stream, or the name of a class that Jackson can read. For queries also all (a list of all rows, the default), row (the first row) or page (one page and the position of the next page).
     */
    private String outputType;

    /**
     * The statement of the query operation, with parameters such as :name. The header CamelQuickBooksQuery overrides it. Without both, the statement is the body.
     */
    private String query;

    /**
     * The id of the company (realm id). On an endpoint it overrides the header CamelQuickBooksRealmId.
     */
    private String realmId;

    /**
     * When a webhook post is acknowledged: afterJournal (when its events are stored), afterRoute (when their exchanges are completed) or immediately (before anything else).
     */
    private org.camelquickbooks.QuickBooksConfiguration.Acknowledge acknowledge;

    /**
     * Whether webhooks make polls rarer, which saves metered reads. With each poll of a company that finds nothing, the pause before its next poll doubles, from delay up to adaptivePollMaxDelay. When no webhook has announced a change within ten minutes after a poll found it, its company is polled with delay again, until a webhook of that entity arrives. Needs webhook=true.
     */
    private Boolean adaptivePoll;

    /**
     * The longest pause between two polls of a company with adaptivePoll=true. A change whose webhook is lost is found after this time at the latest.
     */
    private java.time.Duration adaptivePollMaxDelay;

    /**
     * Allows for bridging the consumer to the Camel routing Error Handler, which mean any exceptions (if possible) occurred while the Camel consumer is trying to pickup incoming messages, or the likes, will now be processed as a message and handled by the routing Error Handler. Important: This is only possible if the 3rd party component allows Camel to be alerted if an exception was thrown. Some components handle this internally only, and therefore bridgeErrorHandler is not possible. In other situations we may improve the Camel component to hook into the 3rd party component and make this possible for future releases. By default the consumer will use the org.apache.camel.spi.ExceptionHandler to deal with exceptions, that will be logged at WARN or ERROR level and ignored.
     */
    private Boolean bridgeErrorHandler;

    /**
     * The path of the pages of quickbooks:connect on the runtime's HTTP server.
     */
    private String connectPath;

    /**
     * A comma-separated list of the scopes that people are asked to consent to. With openid, profile and email, the exchange of quickbooks:connect contains the person who consented.
     */
    private String connectScopes;

    /**
     * The name of the cursor. Two consumers of the same company and entity need different names. The default is cdc, and for a query a name derived from the statement.
     */
    private String cursorName;

    /**
     * The endpoint that receives changes whose exchange failed, with failed=deadLetter. If that endpoint fails too, the change is handled as with failed=retry.
     */
    private String deadLetterUri;

    /**
     * The timestamp field by which a polled query finds new rows: MetaData.LastUpdatedTime or MetaData.CreateTime. Only new rows are delivered, from a durable cursor.
     */
    private String delta;

    /**
     * What each exchange of a polled query contains: one row (rows), one page (pages) or all rows (all).
     */
    private org.camelquickbooks.QuickBooksConfiguration.Emit emit;

    /**
     * How long webhook events are remembered. During this time, an event that QuickBooks delivers again is not routed again.
     */
    private java.time.Duration eventRetention;

    /**
     * What happens to a change whose exchange failed. retry keeps the cursor before the change and delivers it again. Later changes of the company wait. skip logs the change and continues. deadLetter sends the change to deadLetterUri and continues.
     */
    private org.camelquickbooks.QuickBooksConfiguration.Failed failed;

    /**
     * Whether the component reads the entities that webhook events refer to, many in one request, and uses them as bodies.
     */
    private Boolean fetch;

    /**
     * The maximum size of a webhook post in bytes. Larger posts are rejected.
     */
    private Integer maxBodySize;

    /**
     * The maximum number of exchanges of a consumer that are in flight. With more than 1, changes may overtake each other, but changes of the same entity stay in order.
     */
    private Integer maxInFlight;

    /**
     * The maximum number of exchanges that one poll creates. 0 means no limit. The next poll delivers the rest.
     */
    private Integer maxMessagesPerPoll;

    /**
     * How far before its cursor a consumer reads again. QuickBooks makes some changes visible later than their timestamp says. Changes that were already delivered are not delivered again.
     */
    private java.time.Duration overlap;

    /**
     * The number of companies that are read at the same time.
     */
    private Integer parallelCompanies;

    /**
     * A comma-separated list of the companies that a consumer follows, instead of realmId. all means every company that has tokens: newly connected companies are added, and disconnected ones pause until they are connected again.
     */
    private String realms;

    /**
     * What a consumer does when change data capture is not complete: after a gap of more than 30 days, and when one second has more than 1000 changes. changed queries the entities that changed. full also detects deletions, by comparing all Ids with those in the state database.
     */
    private org.camelquickbooks.QuickBooksConfiguration.Resync resync;

    /**
     * Where a consumer without a cursor starts: now, beginning, a date (midnight in the company's time zone), or a time with an offset such as 2026-01-31T09:00:00-08:00.
     */
    private String startFrom;

    /**
     * A Camel state repository in which consumers store their cursors instead of the state database. Nodes then do not coordinate which of them polls. The option takes the name of a bean: #bean:name.
     */
    private String stateRepository;

    /**
     * Whether a webhook triggers a poll of its company at once. The regular polls continue, because QuickBooks can lose webhooks.
     */
    private Boolean webhook;

    /**
     * How long the poll waits after a webhook, so that a burst of webhooks causes only one poll.
     */
    private java.time.Duration webhookDelay;

    /**
     * The path on the runtime's HTTP server (platform-http) to which QuickBooks posts webhooks.
     */
    private String webhookPath;

    /**
     * Whether a new document in a foreign currency may have the exchange rate 1. By default create, upsert and batch refuse it: a document whose ExchangeRate is 1, or that has none while QuickBooks has no rate for its day on record.
     */
    private Boolean allowRateOfOne;

    /**
     * The entity that the uploaded file is attached to, such as Invoice:45.
     */
    private String attachTo;

    /**
     * The time from which the cdc operation reads changes: an ISO date, or an ISO date and time, at most 30 days ago.
     */
    private String changedSince;

    /**
     * Whether single creates, updates, deletes, reads and queries may be combined with those of other routes into batch calls when the requests of the minute run short.
     */
    private Boolean coalesce;

    /**
     * What update, delete, void and deactivate do when somebody else has changed the entity. auto reads the current version and retries if the caller gave no SyncToken, and fails if the caller gave one. retry always retries. fail always fails.
     */
    private org.camelquickbooks.QuickBooksConfiguration.Conflict conflict;

    /**
     * When the faults of a batch fail the exchange: any (at least one operation failed), all (every operation failed) or none (never). The exception also holds all results.
     */
    private org.camelquickbooks.QuickBooksConfiguration.FailOn failOn;

    /**
     * The content type of the file that the upload operation sends. The default is derived from the file name.
     */
    private String fileContentType;

    /**
     * The name of the file that the upload operation sends.
     */
    private String fileName;

    /**
     * Whether a report is returned as a list of rows instead of QuickBooks' nested structure. Each row is a map with typed values.
     */
    private Boolean flatten;

    /**
     * QuickBooks' include parameter of a write, such as allowduplicatedocnum.
     */
    private String include;

    /**
     * The field by which upsert, and read without an Id, find an entity. The default is the name of a list entity (DisplayName or Name) and the DocNumber of a transaction.
     */
    private String key;

    /**
     * Whether the producer should be started lazy (on the first message). By starting lazy you can use this to allow CamelContext and routes to startup in situations where a producer may otherwise fail during starting and cause the route to fail being started. By deferring this startup to be lazy then the startup failure can be handled during routing messages via Camel's routing error handlers. Beware that when the first message is processed then creating and starting the producer may take a little time and prolong the total processing time of the processing.
     */
    private Boolean lazyStartProducer;

    /**
     * The maximum number of rows that a query returns. 0 means all rows.
     */
    private Long maxRows;

    /**
     * The HTTP method of the request operation.
     */
    private String method;

    /**
     * What a full update (sparse=false) does when it would clear fields that have a value, because the body does not contain them. warn logs them. refuse fails before anything is sent. Both read the entity first. ignore does not.
     */
    private org.camelquickbooks.QuickBooksConfiguration.OnClearedFields onClearedFields;

    /**
     * What create, update, upsert and batch do when QuickBooks has written the entity, but did not keep one of its custom fields. fail reports an error that contains the Id of the entity. warn logs a warning.
     */
    private org.camelquickbooks.QuickBooksConfiguration.OnDroppedFields onDroppedFields;

    /**
     * The number of rows in a page. QuickBooks allows up to 1000.
     */
    private Integer pageSize;

    /**
     * How the pages of a query are read. keyset reads by Id, so that no row is missed or duplicated while other applications insert and delete rows. offset reads by position, which ORDERBY and STARTPOSITION need. auto uses keyset whenever the statement allows it.
     */
    private org.camelquickbooks.QuickBooksConfiguration.Paging paging;

    /**
     * The number of pages that are fetched at the same time. More than 1 needs paging=offset.
     */
    private Integer parallelPages;

    /**
     * Parameters of a report or a request, such as parameter.start_date=2026-01-01. This is a multi-value option with prefix: parameter.
     */
    private java.util.Map<String, Object> parameters;

    /**
     * The path of the request operation, relative to the company, such as invoice/45.
     */
    private String path;

    /**
     * The priority of requests when the rate limits make them wait: interactive requests are sent before bulk requests. Consumers always read with priority bulk.
     */
    private org.camelquickbooks.client.http.Priority priority;

    /**
     * A simple expression that computes the request id of a write, such as ${header.orderId}-invoice. Writes with the same request id are done only once. It is used when the header CamelQuickBooksRequestId is not set. Without both, the component generates one id for each exchange and keeps it when the exchange is redelivered.
     */
    private String requestIdExpression;

    /**
     * The e-mail address that the send operation sends the document to. The default is the address in the document.
     */
    private String sendTo;

    /**
     * Whether an update keeps the fields that the body leaves out. With false QuickBooks clears them (a full update).
     */
    private Boolean sparse;

    /**
     * Reads a report in parts, and puts the parts together. With month, quarter or year, each part covers that time. With column, each part has some of the columns. The component compares the parts with the totals of QuickBooks. The parameters start_date and end_date are required.
     */
    private org.camelquickbooks.QuickBooksConfiguration.ReportSplit split;

    /**
     * Whether the body of a query's answer is an iterator that fetches pages when they are needed. Use it with split().streaming().
     */
    private Boolean streaming;

    /**
     * Whether an entity is read again if the answer to its write is older than the write: QuickBooks, or the state database, has then repeated the answer to an earlier write with the same request id. If the entity was deleted since, the write fails instead of returning an entity that does not exist.
     */
    private Boolean verifyReplay;

    /**
     * Whether autowiring is enabled. This is used for automatic autowiring options (the option must be marked as autowired) by looking up in the registry to find if there is a single instance of matching type, which then gets configured on the component. This can be used for automatic configuring JDBC data sources, JMS connection factories, AWS Clients, etc.
     */
    private Boolean autowiredEnabled;

    /**
     * The name of the application in a shared state database. Nodes with the same name share cursors and webhook events. The default is the name of the Camel context.
     */
    private String clusterId;

    /**
     * The defaults of all endpoints. The option takes the name of a bean: #bean:name.
     */
    private String configuration;

    /**
     * The maximum time for opening a connection.
     */
    private java.time.Duration connectTimeout;

    /**
     * The maximum size of an uncompressed answer in bytes. Larger answers fail. Downloads are streamed: only compressed ones have this limit.
     */
    private Integer maxAnswerSize;

    /**
     * The minor version of QuickBooks' API. 75 is the lowest that QuickBooks supports.
     */
    private Integer minorVersion;

    /**
     * The Jackson mapper that reads and writes your classes. Decimals stay exact whatever its settings. A single bean of this type is used automatically. The option takes the name of a bean: #bean:name.
     */
    private String objectMapper;

    /**
     * The maximum time for a complete answer. QuickBooks itself stops after 120 seconds.
     */
    private java.time.Duration requestTimeout;

    /**
     * The state database of several nodes, instead of a file in stateDirectory: PostgreSQL, MariaDB or H2. It is never autowired, so that the component creates no tables in your database unless you ask for it. The option takes the name of a bean: #bean:name.
     */
    private String stateDataSource;

    /**
     * The directory of the state database (quickbooks.db), the key for tokens (token.key) and audit files. Processes of one machine may share it. With stateDataSource it contains no database.
     */
    private String stateDirectory;

    /**
     * The source of time, which tests can replace. The option takes the name of a bean: #bean:name.
     */
    private String time;

    /**
     * A comma-separated list of the entities that the read operation caches, such as Item,Account,TaxCode.
     */
    private String referenceCache;

    /**
     * How long the reference cache keeps an entity before it is read again.
     */
    private java.time.Duration referenceCacheTimeToLive;

    /**
     * The percentage of the minute's requests above which operations are combined into batch calls. Below it, and when a request is available anyway, each operation is sent alone. 0 always combines.
     */
    private Integer coalesceAt;

    /**
     * The maximum number of batch calls of coalesced operations of a company that are in flight. Meanwhile, further operations are collected.
     */
    private Integer coalesceParallel;

    /**
     * How long a batch call of coalesced operations waits for more operations. It waits longer while the rate limits do not allow a batch call.
     */
    private java.time.Duration coalesceWindow;

    /**
     * Whether writes with a stable id are recorded in the state database before they are sent, so that neither a crash nor a redelivery can duplicate them.
     */
    private Boolean intentLogEnabled;

    /**
     * How long the answers to recorded writes are kept for redelivered exchanges. A write without an answer is kept until it has one.
     */
    private java.time.Duration intentRetention;

    /**
     * How long the component trusts QuickBooks to recognise a request id. A write that is still undecided after this time is not sent again. The component looks it up by document number, or reports it.
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
     * What the audit log records of a write: ids, amounts (also amounts), or bodies (everything that is sent except tax, social security and account numbers).
     */
    private org.camelquickbooks.client.audit.AuditDetail auditDetail;

    /**
     * Where the audit log records each write and each connection event as a line of JSON: log (the category org.camelquickbooks.audit), file (one file a day in stateDirectory), or the URI of any endpoint. A write that cannot be recorded is not sent. The default is no audit log.
     */
    private String auditTo;

    /**
     * What the health check of a company reports when the company has to be connected again or QuickBooks throttles it. report names the problem and stays UP, because one company should not stop the others. down makes the process not ready.
     */
    private org.camelquickbooks.QuickBooksComponent.CompanyHealth companyHealth;

    /**
     * The maximum time since a followed company was last read completely. After that its health check is DOWN. 0 means no maximum.
     */
    private java.time.Duration maxLag;

    /**
     * Whether metrics have the tag realm for the company. Use it with few companies, because each company creates its own time series.
     */
    private Boolean metricsCompanyTag;

    /**
     * The host of an HTTP proxy between the component and QuickBooks.
     */
    private String proxyHost;

    /**
     * The port of the HTTP proxy.
     */
    private Integer proxyPort;

    /**
     * The maximum number of times that a request is sent if a retry can succeed: after throttling, a 5xx status, a lost connection or a timeout.
     */
    private Integer maxAttempts;

    /**
     * The delay before the second attempt. It doubles with each attempt, and half of it is random.
     */
    private java.time.Duration retryDelay;

    /**
     * The maximum delay between two attempts.
     */
    private java.time.Duration retryMaxDelay;

    /**
     * The maximum time after the first failure at which another attempt starts.
     */
    private java.time.Duration retryTimeout;

    /**
     * An access token for realmId. It expires after one hour, so use it for first tests only.
     */
    private String accessToken;

    /**
     * Whether baseUrl and oauthBaseUrl may use http to another machine. Tokens are then not encrypted on the network. Do not use it in production.
     */
    private Boolean allowInsecureTransport;

    /**
     * The client id of the Intuit app, which is needed to refresh tokens.
     */
    private String clientId;

    /**
     * The client secret of the Intuit app, which is needed to refresh tokens.
     */
    private String clientSecret;

    /**
     * A bean that decides who may open the pages of quickbooks:connect, for applications that have their own users. The option takes the name of a bean: #bean:name.
     */
    private String connectAuthenticator;

    /**
     * The password that the pages of quickbooks:connect ask for, at least 12 characters. Without it and without connectAuthenticator, only browsers on this machine can open the pages.
     */
    private String connectSecret;

    /**
     * The password for the HTTP proxy.
     */
    private String proxyPassword;

    /**
     * The user name for the HTTP proxy.
     */
    private String proxyUsername;

    /**
     * The first refresh token for realmId. QuickBooks replaces it about once a day. The component keeps the newest one in the token store.
     */
    private String refreshToken;

    /**
     * The key that encrypts the tokens in the state database: 32 bytes in base64. With several, separated by commas, the first encrypts and all decrypt. The default is the environment variable QUICKBOOKS_SECRET_KEY, and otherwise the file token.key in stateDirectory, which the first start creates.
     */
    private String secretKey;

    /**
     * The TLS settings. The default is the JVM's settings. The option takes the name of a bean: #bean:name.
     */
    private String sslContextParameters;

    /**
     * Where the component stores tokens. A single bean of this type is used automatically. The default is the state database, encrypted, if clientId is set, and otherwise memory. The option takes the name of a bean: #bean:name.
     */
    private String tokenStore;

    /**
     * Whether the component uses the global TLS settings of the Camel context.
     */
    private Boolean useGlobalSslContextParameters;

    /**
     * The verifier token of the app's webhooks. Set several, separated by commas, while you replace one. A post that is signed with none of them is rejected.
     */
    private String webhookVerifyToken;

    /**
     * How long the tokens of a company may stay unused before the component refreshes them. A connection expires after 100 days without use. 0 means never.
     */
    private java.time.Duration keepAlive;

    /**
     * How long before its expiry an access token is refreshed, up to half an hour. An access token is valid for one hour.
     */
    private java.time.Duration refreshAhead;

    /**
     * The maximum number of batch calls per minute and company. 0 means no limit.
     */
    private Integer batchesPerMinute;

    /**
     * The maximum number of requests of a company at the same time. 0 means no limit. Processes that share limits divide this number among themselves.
     */
    private Integer maxConcurrentRequests;

    /**
     * The maximum number of requests of a company that wait for the rate limits. Further requests fail.
     */
    private Integer maxQueueSize;

    /**
     * The maximum time that the component sends nothing to a company after a 429, whatever Retry-After says. QuickBooks itself asks for one minute.
     */
    private java.time.Duration maxRetryAfter;

    /**
     * The maximum time that a request waits for the rate limits before it fails.
     */
    private java.time.Duration maxWait;

    /**
     * Whether the component counts the metered reads of each month, company and endpoint in the state database.
     */
    private Boolean meterReads;

    /**
     * A Bucket4j back end (PostgreSQL, Redis, Hazelcast, Infinispan) in which the nodes of a cluster count the rate limits together. A single bean of this type is used automatically. The option takes the name of a bean: #bean:name.
     */
    private String proxyManager;

    /**
     * The number of metered reads per month that the app may use, for all companies and all processes that share the state database. At 50, 80 and 95 percent the component logs a warning and sends an event. 0 means no budget.
     */
    private Long readBudget;

    /**
     * What happens when readBudget runs short: warn logs warnings, hold also refuses reads with priority bulk from readBudgetHoldAt on, until the next month.
     */
    private org.camelquickbooks.QuickBooksComponent.ReadBudgetAction readBudgetAction;

    /**
     * The percentage of readBudget from which readBudgetAction=hold refuses reads with priority bulk. The rest is left for interactive reads.
     */
    private Integer readBudgetHoldAt;

    /**
     * The maximum number of reports per minute and company. 0 means no limit.
     */
    private Integer reportsPerMinute;

    /**
     * The maximum number of requests per minute and company. 0 means no limit.
     */
    private Integer requestsPerMinute;

    /**
     * The maximum number of requests per second and company. 0 means no limit.
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

    public Boolean getCustomFieldsByName() {
        return customFieldsByName;
    }

    public void setCustomFieldsByName(Boolean customFieldsByName) {
        this.customFieldsByName = customFieldsByName;
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

    public Boolean getAdaptivePoll() {
        return adaptivePoll;
    }

    public void setAdaptivePoll(Boolean adaptivePoll) {
        this.adaptivePoll = adaptivePoll;
    }

    public java.time.Duration getAdaptivePollMaxDelay() {
        return adaptivePollMaxDelay;
    }

    public void setAdaptivePollMaxDelay(java.time.Duration adaptivePollMaxDelay) {
        this.adaptivePollMaxDelay = adaptivePollMaxDelay;
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

    public Boolean getAllowRateOfOne() {
        return allowRateOfOne;
    }

    public void setAllowRateOfOne(Boolean allowRateOfOne) {
        this.allowRateOfOne = allowRateOfOne;
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

    public org.camelquickbooks.QuickBooksConfiguration.OnClearedFields getOnClearedFields() {
        return onClearedFields;
    }

    public void setOnClearedFields(org.camelquickbooks.QuickBooksConfiguration.OnClearedFields onClearedFields) {
        this.onClearedFields = onClearedFields;
    }

    public org.camelquickbooks.QuickBooksConfiguration.OnDroppedFields getOnDroppedFields() {
        return onDroppedFields;
    }

    public void setOnDroppedFields(org.camelquickbooks.QuickBooksConfiguration.OnDroppedFields onDroppedFields) {
        this.onDroppedFields = onDroppedFields;
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

    public org.camelquickbooks.QuickBooksConfiguration.ReportSplit getSplit() {
        return split;
    }

    public void setSplit(org.camelquickbooks.QuickBooksConfiguration.ReportSplit split) {
        this.split = split;
    }

    public Boolean getStreaming() {
        return streaming;
    }

    public void setStreaming(Boolean streaming) {
        this.streaming = streaming;
    }

    public Boolean getVerifyReplay() {
        return verifyReplay;
    }

    public void setVerifyReplay(Boolean verifyReplay) {
        this.verifyReplay = verifyReplay;
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

    public Integer getReadBudgetHoldAt() {
        return readBudgetHoldAt;
    }

    public void setReadBudgetHoldAt(Integer readBudgetHoldAt) {
        this.readBudgetHoldAt = readBudgetHoldAt;
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
