package org.camelquickbooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.PropertiesHelper;
import org.camelquickbooks.client.audit.AuditDetail;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.webhook.EventJournal;
import org.camelquickbooks.consumer.SharedWebhookPaths;
import org.camelquickbooks.convert.BodyConverters;
import org.camelquickbooks.monitoring.CamelListener;
import org.camelquickbooks.monitoring.CompanyHealthChecks;
import org.camelquickbooks.monitoring.ConnectionsHealthCheck;
import org.camelquickbooks.monitoring.QuickBooksControl;
import org.camelquickbooks.runtime.OpenedParts;
import org.camelquickbooks.runtime.QuickBooksRuntime;
import org.camelquickbooks.validation.ComponentChecks;
import org.camelquickbooks.validation.EndpointPath;
import org.camelquickbooks.validation.UnknownOptions;

/** Reads, writes and follows the books of QuickBooks Online companies. */
@Component(QuickBooksConstants.SCHEME)
public class QuickBooksComponent extends HealthCheckComponent implements SSLContextParametersAware {

    /** What happens when the read budget of a month is used up. */
    public enum ReadBudgetAction {
        WARN,
        HOLD
    }

    /** How the health of a company affects the readiness of the process. */
    public enum CompanyHealth {
        REPORT,
        DOWN
    }

    @Metadata(label = "advanced", description = "The defaults of all endpoints.")
    private QuickBooksConfiguration configuration = new QuickBooksConfiguration();

    @Metadata(label = "common", defaultValue = "production", enums = "production,sandbox")
    private QuickBooksEnvironment environment = QuickBooksEnvironment.PRODUCTION;

    @Metadata(label = "common")
    private String baseUrl;

    @Metadata(label = "common")
    private String oauthBaseUrl;

    @Metadata(label = "security", secret = true)
    private String clientId;

    @Metadata(label = "security", secret = true)
    private String clientSecret;

    @Metadata(label = "security", secret = true)
    private String accessToken;

    @Metadata(label = "security", secret = true)
    private String refreshToken;

    @Metadata(label = "security", autowired = true)
    private TokenStore tokenStore;

    @Metadata(label = "security", secret = true)
    private String secretKey;

    @Metadata(label = "security,advanced", javaType = "java.time.Duration", defaultValue = "300000")
    private long refreshAhead = 300_000;

    @Metadata(label = "security,advanced", javaType = "java.time.Duration", defaultValue = "604800000")
    private long keepAlive = 604_800_000;

    @Metadata(label = "advanced", defaultValue = "75")
    private int minorVersion = 75;

    @Metadata(label = "advanced", autowired = true)
    private ObjectMapper objectMapper;

    @Metadata(label = "security")
    private boolean allowInsecureTransport;

    @Metadata(label = "security")
    private SSLContextParameters sslContextParameters;

    @Metadata(label = "security")
    private boolean useGlobalSslContextParameters;

    @Metadata(label = "proxy")
    private String proxyHost;

    @Metadata(label = "proxy", defaultValue = "8080")
    private int proxyPort = 8080;

    @Metadata(label = "proxy,security", secret = true)
    private String proxyUsername;

    @Metadata(label = "proxy,security", secret = true)
    private String proxyPassword;

    @Metadata(label = "advanced", javaType = "java.time.Duration", defaultValue = "30000")
    private long connectTimeout = 30_000;

    @Metadata(label = "advanced", javaType = "java.time.Duration", defaultValue = "125000")
    private long requestTimeout = 125_000;

    @Metadata(label = "advanced", defaultValue = "104857600")
    private int maxAnswerSize = 104_857_600;

    @Metadata(label = "throttle", defaultValue = "500")
    private int requestsPerMinute = 500;

    @Metadata(label = "throttle", defaultValue = "10")
    private int requestsPerSecond = 10;

    @Metadata(label = "throttle", defaultValue = "10")
    private int maxConcurrentRequests = 10;

    @Metadata(label = "throttle", defaultValue = "40")
    private int batchesPerMinute = 40;

    @Metadata(label = "throttle", defaultValue = "200")
    private int reportsPerMinute = 200;

    @Metadata(label = "throttle", defaultValue = "10000")
    private int maxQueueSize = 10_000;

    @Metadata(label = "throttle", javaType = "java.time.Duration", defaultValue = "600000")
    private long maxWait = 600_000;

    @Metadata(label = "throttle", javaType = "java.time.Duration", defaultValue = "300000")
    private long maxRetryAfter = 300_000;

    @Metadata(label = "throttle", autowired = true)
    private ProxyManager<String> proxyManager;

    @Metadata(label = "throttle", defaultValue = "true")
    private boolean meterReads = true;

    @Metadata(label = "throttle")
    private long readBudget;

    @Metadata(label = "throttle", defaultValue = "warn", enums = "warn,hold")
    private ReadBudgetAction readBudgetAction = ReadBudgetAction.WARN;

    @Metadata(label = "throttle", defaultValue = "95")
    private int readBudgetHoldAt = 95;

    @Metadata(label = "retry", defaultValue = "6")
    private int maxAttempts = 6;

    @Metadata(label = "retry", javaType = "java.time.Duration", defaultValue = "300000")
    private long retryTimeout = 300_000;

    @Metadata(label = "retry", javaType = "java.time.Duration", defaultValue = "500")
    private long retryDelay = 500;

    @Metadata(label = "retry", javaType = "java.time.Duration", defaultValue = "30000")
    private long retryMaxDelay = 30_000;

    @Metadata(label = "advanced", defaultValue = ".camel-quickbooks")
    private String stateDirectory = ".camel-quickbooks";

    @Metadata(label = "advanced", autowired = false)
    private DataSource stateDataSource;

    @Metadata(label = "advanced")
    private String clusterId;

    @Metadata(label = "coalesce", javaType = "java.time.Duration", defaultValue = "20")
    private long coalesceWindow = 20;

    @Metadata(label = "coalesce", defaultValue = "30")
    private int coalesceAt = 30;

    @Metadata(label = "coalesce", defaultValue = "3")
    private int coalesceParallel = 3;

    @Metadata(label = "coalesce", defaultValue = "true")
    private boolean intentLogEnabled = true;

    @Metadata(label = "coalesce", javaType = "java.time.Duration", defaultValue = "604800000")
    private long intentRetention = 604_800_000;

    @Metadata(label = "coalesce", javaType = "java.time.Duration", defaultValue = "604800000")
    private long requestIdLifetime = 604_800_000;

    @Metadata(label = "cache")
    private String referenceCache;

    @Metadata(label = "cache", javaType = "java.time.Duration", defaultValue = "600000")
    private long referenceCacheTimeToLive = 600_000;

    @Metadata(label = "consumer")
    private StateRepository<String, String> stateRepository;

    @Metadata(label = "consumer", javaType = "java.time.Duration", defaultValue = "259200000")
    private long eventRetention = 259_200_000;

    @Metadata(label = "monitoring", defaultValue = "report", enums = "report,down")
    private CompanyHealth companyHealth = CompanyHealth.REPORT;

    @Metadata(label = "monitoring", javaType = "java.time.Duration")
    private long maxLag;

    @Metadata(label = "monitoring")
    private boolean metricsCompanyTag;

    @Metadata(label = "monitoring")
    private String auditTo;

    @Metadata(label = "monitoring", defaultValue = "ids", enums = "ids,amounts,bodies")
    private AuditDetail auditDetail = AuditDetail.IDS;

    @Metadata(label = "advanced", autowired = true)
    private Time time;

    private final OpenedParts opened = new OpenedParts();
    private final SharedWebhookPaths sharedWebhookPaths = new SharedWebhookPaths();
    private EventJournal eventJournal;
    private volatile QuickBooksRuntime runtime;

    public QuickBooksComponent() {
        this(null);
    }

    @SuppressWarnings("this-escape")
    public QuickBooksComponent(CamelContext context) {
        super(context);
        registerExtension(QuickBooksVerifierExtension::new);
        registerExtension(QuickBooksMetaDataExtension::new);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        EndpointPath path = EndpointPath.parse(remaining);
        QuickBooksEndpoint endpoint =
                new QuickBooksEndpoint(uri, this, configuration.copy(), path.operation(), path.entity());
        UnknownOptions.check(uri, parameters);
        endpoint.getConfiguration()
                .getParameters()
                .putAll(PropertiesHelper.extractProperties(parameters, "parameter."));
        setProperties(endpoint, parameters);
        endpoint.checkOptions();
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        BodyConverters.register(getCamelContext().getTypeConverterRegistry());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ComponentChecks.check(this);
        try {
            open();
        } catch (Throwable e) {
            closeAll();
            throw e;
        }
    }

    private void open() throws Exception {
        QuickBooksRuntime started = newRuntime();
        started.start();
        runtime = started;
        opened.add("the runtime", started::stop);
        HealthCheckRegistry checks = HealthCheckHelper.getHealthCheckRegistry(getCamelContext());
        if (checks != null) {
            register(checks, new ConnectionsHealthCheck(started));
            register(
                    checks,
                    new CompanyHealthChecks(
                            started,
                            new CompanyHealthChecks.Settings(() -> maxLag, () -> companyHealth == CompanyHealth.DOWN)));
        }
        QuickBooksControl control = QuickBooksControl.addTo(getCamelContext(), started);
        opened.add("the control for operators", () -> getCamelContext().removeService(control));
    }

    private void register(HealthCheckRegistry checks, Object check) {
        checks.register(check);
        opened.add("a health check", () -> checks.unregister(check));
    }

    @Override
    protected void doStop() throws Exception {
        closeAll();
        super.doStop();
    }

    private void closeAll() {
        opened.closeAll();
        runtime = null;
    }

    /** The scheme under which routes know this component: an application may have several. */
    private String scheme() {
        for (String name : getCamelContext().getComponentNames()) {
            if (getCamelContext().hasComponent(name) == this) {
                return name;
            }
        }
        // One that is added to a running context starts before the context knows its name.
        long others = getCamelContext().getCamelContextExtension().getServices().stream()
                .filter(QuickBooksControl.class::isInstance)
                .count();
        return others == 0 ? QuickBooksConstants.SCHEME : QuickBooksConstants.SCHEME + "-" + (others + 1);
    }

    /** A runtime as the options have it, not started. */
    QuickBooksRuntime newRuntime() {
        String serverUrl = baseUrl != null ? baseUrl : environment.url();
        String scheme = scheme();
        return new QuickBooksRuntime(
                this, scheme, new CamelListener(getCamelContext(), scheme, serverUrl, metricsCompanyTag));
    }

    SharedWebhookPaths sharedWebhookPaths() {
        return sharedWebhookPaths;
    }

    /** What the endpoints share. Available while the component runs. */
    public QuickBooksRuntime runtime() {
        QuickBooksRuntime now = runtime;
        if (now == null) {
            throw new IllegalStateException("The quickbooks component is not started");
        }
        return now;
    }

    public QuickBooksConfiguration getConfiguration() {
        return configuration;
    }

    /** The defaults of all endpoints. */
    public void setConfiguration(QuickBooksConfiguration configuration) {
        this.configuration = configuration;
    }

    public QuickBooksEnvironment getEnvironment() {
        return environment;
    }

    /** The environment of the companies: Intuit's production or Intuit's sandbox. For the local sandbox of this project set baseUrl instead. */
    public void setEnvironment(QuickBooksEnvironment environment) {
        this.environment = environment;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    /** The URL of the API, instead of environment, such as http://localhost:8888 for the local sandbox of this project. */
    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getOauthBaseUrl() {
        return oauthBaseUrl;
    }

    /** The URL of the OAuth server, instead of environment. The default is baseUrl, if that is set. */
    public void setOauthBaseUrl(String oauthBaseUrl) {
        this.oauthBaseUrl = oauthBaseUrl;
    }

    public String getClientId() {
        return clientId;
    }

    /** The client id of the Intuit app, which is needed to refresh tokens. */
    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    /** The client secret of the Intuit app, which is needed to refresh tokens. */
    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getAccessToken() {
        return accessToken;
    }

    /** An access token for realmId. It expires after one hour, so use it for first tests only. */
    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getRefreshToken() {
        return refreshToken;
    }

    /** The first refresh token for realmId. QuickBooks replaces it about once a day. The component keeps the newest one in the token store. */
    public void setRefreshToken(String refreshToken) {
        this.refreshToken = refreshToken;
    }

    public TokenStore getTokenStore() {
        return tokenStore;
    }

    /** Where the component stores tokens. A single bean of this type is used automatically. The default is the state database, encrypted, if clientId is set, and otherwise memory. */
    public void setTokenStore(TokenStore tokenStore) {
        this.tokenStore = tokenStore;
    }

    public String getSecretKey() {
        return secretKey;
    }

    /** The key that encrypts the tokens in the state database: 32 bytes in base64. With several, separated by commas, the first encrypts and all decrypt. The default is the environment variable QUICKBOOKS_SECRET_KEY, and otherwise the file token.key in stateDirectory, which the first start creates. */
    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    public long getRefreshAhead() {
        return refreshAhead;
    }

    /** How long before its expiry an access token is refreshed, up to half an hour. An access token is valid for one hour. */
    public void setRefreshAhead(long refreshAhead) {
        this.refreshAhead = refreshAhead;
    }

    public long getKeepAlive() {
        return keepAlive;
    }

    /** How long the tokens of a company may stay unused before the component refreshes them. A connection expires after 100 days without use. 0 means never. */
    public void setKeepAlive(long keepAlive) {
        this.keepAlive = keepAlive;
    }

    public int getMinorVersion() {
        return minorVersion;
    }

    /** The minor version of QuickBooks' API. 75 is the lowest that QuickBooks supports. */
    public void setMinorVersion(int minorVersion) {
        this.minorVersion = minorVersion;
    }

    public ObjectMapper getObjectMapper() {
        return objectMapper;
    }

    /** The Jackson mapper that reads and writes your classes. Decimals stay exact whatever its settings. A single bean of this type is used automatically. */
    public void setObjectMapper(ObjectMapper objectMapper) {
        this.objectMapper = objectMapper;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /** The TLS settings. The default is the JVM's settings. */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    /** Whether the component uses the global TLS settings of the Camel context. */
    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    /** The host of an HTTP proxy between the component and QuickBooks. */
    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public int getProxyPort() {
        return proxyPort;
    }

    /** The port of the HTTP proxy. */
    public void setProxyPort(int proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    /** The user name for the HTTP proxy. */
    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    /** The password for the HTTP proxy. */
    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /** The maximum time for opening a connection. */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    /** The maximum time for a complete answer. QuickBooks itself stops after 120 seconds. */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public boolean isAllowInsecureTransport() {
        return allowInsecureTransport;
    }

    /** Whether baseUrl and oauthBaseUrl may use http to another machine. Tokens are then not encrypted on the network. Do not use it in production. */
    public void setAllowInsecureTransport(boolean allowInsecureTransport) {
        this.allowInsecureTransport = allowInsecureTransport;
    }

    public int getMaxAnswerSize() {
        return maxAnswerSize;
    }

    /** The maximum size of an uncompressed answer in bytes. Larger answers fail. Downloads are streamed: only compressed ones have this limit. */
    public void setMaxAnswerSize(int maxAnswerSize) {
        this.maxAnswerSize = maxAnswerSize;
    }

    public int getRequestsPerMinute() {
        return requestsPerMinute;
    }

    /** The maximum number of requests per minute and company. 0 means no limit. */
    public void setRequestsPerMinute(int requestsPerMinute) {
        this.requestsPerMinute = requestsPerMinute;
    }

    public int getRequestsPerSecond() {
        return requestsPerSecond;
    }

    /** The maximum number of requests per second and company. 0 means no limit. */
    public void setRequestsPerSecond(int requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    public int getMaxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    /** The maximum number of requests of a company at the same time. 0 means no limit. Processes that share limits divide this number among themselves. */
    public void setMaxConcurrentRequests(int maxConcurrentRequests) {
        this.maxConcurrentRequests = maxConcurrentRequests;
    }

    public int getBatchesPerMinute() {
        return batchesPerMinute;
    }

    /** The maximum number of batch calls per minute and company. 0 means no limit. */
    public void setBatchesPerMinute(int batchesPerMinute) {
        this.batchesPerMinute = batchesPerMinute;
    }

    public int getReportsPerMinute() {
        return reportsPerMinute;
    }

    /** The maximum number of reports per minute and company. 0 means no limit. */
    public void setReportsPerMinute(int reportsPerMinute) {
        this.reportsPerMinute = reportsPerMinute;
    }

    public int getMaxQueueSize() {
        return maxQueueSize;
    }

    /** The maximum number of requests of a company that wait for the rate limits. Further requests fail. */
    public void setMaxQueueSize(int maxQueueSize) {
        this.maxQueueSize = maxQueueSize;
    }

    public long getMaxWait() {
        return maxWait;
    }

    /** The maximum time that a request waits for the rate limits before it fails. */
    public void setMaxWait(long maxWait) {
        this.maxWait = maxWait;
    }

    public long getMaxRetryAfter() {
        return maxRetryAfter;
    }

    /** The maximum time that the component sends nothing to a company after a 429, whatever Retry-After says. QuickBooks itself asks for one minute. */
    public void setMaxRetryAfter(long maxRetryAfter) {
        this.maxRetryAfter = maxRetryAfter;
    }

    public ProxyManager<String> getProxyManager() {
        return proxyManager;
    }

    /** A Bucket4j back end (PostgreSQL, Redis, Hazelcast, Infinispan) in which the nodes of a cluster count the rate limits together. A single bean of this type is used automatically. */
    public void setProxyManager(ProxyManager<String> proxyManager) {
        this.proxyManager = proxyManager;
    }

    public boolean isMeterReads() {
        return meterReads;
    }

    /** Whether the component counts the metered reads of each month, company and endpoint in the state database. */
    public void setMeterReads(boolean meterReads) {
        this.meterReads = meterReads;
    }

    public long getReadBudget() {
        return readBudget;
    }

    /** The number of metered reads per month that the app may use, for all companies and all processes that share the state database. At 50, 80 and 95 percent the component logs a warning and sends an event. 0 means no budget. */
    public void setReadBudget(long readBudget) {
        this.readBudget = readBudget;
    }

    public ReadBudgetAction getReadBudgetAction() {
        return readBudgetAction;
    }

    /** What happens when readBudget runs short: warn logs warnings, hold also refuses reads with priority bulk from readBudgetHoldAt on, until the next month. */
    public void setReadBudgetAction(ReadBudgetAction readBudgetAction) {
        this.readBudgetAction = readBudgetAction;
    }

    public int getReadBudgetHoldAt() {
        return readBudgetHoldAt;
    }

    /** The percentage of readBudget from which readBudgetAction=hold refuses reads with priority bulk. The rest is left for interactive reads. */
    public void setReadBudgetHoldAt(int readBudgetHoldAt) {
        this.readBudgetHoldAt = readBudgetHoldAt;
    }

    public int getMaxAttempts() {
        return maxAttempts;
    }

    /** The maximum number of times that a request is sent if a retry can succeed: after throttling, a 5xx status, a lost connection or a timeout. */
    public void setMaxAttempts(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public long getRetryTimeout() {
        return retryTimeout;
    }

    /** The maximum time after the first failure at which another attempt starts. */
    public void setRetryTimeout(long retryTimeout) {
        this.retryTimeout = retryTimeout;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    /** The delay before the second attempt. It doubles with each attempt, and half of it is random. */
    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getRetryMaxDelay() {
        return retryMaxDelay;
    }

    /** The maximum delay between two attempts. */
    public void setRetryMaxDelay(long retryMaxDelay) {
        this.retryMaxDelay = retryMaxDelay;
    }

    public DataSource getStateDataSource() {
        return stateDataSource;
    }

    /** The state database of several nodes, instead of a file in stateDirectory: PostgreSQL, MariaDB or H2. It is never autowired, so that the component creates no tables in your database unless you ask for it. */
    public void setStateDataSource(DataSource stateDataSource) {
        this.stateDataSource = stateDataSource;
    }

    public String getClusterId() {
        return clusterId;
    }

    /** The name of the application in a shared state database. Nodes with the same name share cursors and webhook events. The default is the name of the Camel context. */
    public void setClusterId(String clusterId) {
        this.clusterId = clusterId;
    }

    /** Replaces the journal of the state database in tests; otherwise null. */
    public EventJournal eventJournal() {
        return eventJournal;
    }

    /** No option: tests give one that fails. */
    void setEventJournal(EventJournal journal) {
        this.eventJournal = journal;
    }

    public String getStateDirectory() {
        return stateDirectory;
    }

    /** The directory of the state database (quickbooks.db), the key for tokens (token.key) and audit files. Processes of one machine may share it. With stateDataSource it contains no database. */
    public void setStateDirectory(String stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    public long getCoalesceWindow() {
        return coalesceWindow;
    }

    /** How long a batch call of coalesced operations waits for more operations. It waits longer while the rate limits do not allow a batch call. */
    public void setCoalesceWindow(long coalesceWindow) {
        this.coalesceWindow = coalesceWindow;
    }

    public int getCoalesceAt() {
        return coalesceAt;
    }

    /** The percentage of the minute's requests above which operations are combined into batch calls. Below it, and when a request is available anyway, each operation is sent alone. 0 always combines. */
    public void setCoalesceAt(int coalesceAt) {
        this.coalesceAt = coalesceAt;
    }

    public int getCoalesceParallel() {
        return coalesceParallel;
    }

    /** The maximum number of batch calls of coalesced operations of a company that are in flight. Meanwhile, further operations are collected. */
    public void setCoalesceParallel(int coalesceParallel) {
        this.coalesceParallel = coalesceParallel;
    }

    public boolean isIntentLogEnabled() {
        return intentLogEnabled;
    }

    /** Whether writes with a stable id are recorded in the state database before they are sent, so that neither a crash nor a redelivery can duplicate them. */
    public void setIntentLogEnabled(boolean intentLogEnabled) {
        this.intentLogEnabled = intentLogEnabled;
    }

    public long getIntentRetention() {
        return intentRetention;
    }

    /** How long the answers to recorded writes are kept for redelivered exchanges. A write without an answer is kept until it has one. */
    public void setIntentRetention(long intentRetention) {
        this.intentRetention = intentRetention;
    }

    public long getRequestIdLifetime() {
        return requestIdLifetime;
    }

    /** How long the component trusts QuickBooks to recognise a request id. A write that is still undecided after this time is not sent again. The component looks it up by document number, or reports it. */
    public void setRequestIdLifetime(long requestIdLifetime) {
        this.requestIdLifetime = requestIdLifetime;
    }

    public String getReferenceCache() {
        return referenceCache;
    }

    /** A comma-separated list of the entities that the read operation caches, such as Item,Account,TaxCode. */
    public void setReferenceCache(String referenceCache) {
        this.referenceCache = referenceCache;
    }

    public long getReferenceCacheTimeToLive() {
        return referenceCacheTimeToLive;
    }

    /** How long the reference cache keeps an entity before it is read again. */
    public void setReferenceCacheTimeToLive(long referenceCacheTimeToLive) {
        this.referenceCacheTimeToLive = referenceCacheTimeToLive;
    }

    public StateRepository<String, String> getStateRepository() {
        return stateRepository;
    }

    /** A Camel state repository in which consumers store their cursors instead of the state database. Nodes then do not coordinate which of them polls. */
    public void setStateRepository(StateRepository<String, String> stateRepository) {
        this.stateRepository = stateRepository;
    }

    public long getEventRetention() {
        return eventRetention;
    }

    /** How long webhook events are remembered. During this time, an event that QuickBooks delivers again is not routed again. */
    public void setEventRetention(long eventRetention) {
        this.eventRetention = eventRetention;
    }

    public CompanyHealth getCompanyHealth() {
        return companyHealth;
    }

    /** What the health check of a company reports when the company has to be connected again or QuickBooks throttles it. report names the problem and stays UP, because one company should not stop the others. down makes the process not ready. */
    public void setCompanyHealth(CompanyHealth companyHealth) {
        this.companyHealth = companyHealth;
    }

    public long getMaxLag() {
        return maxLag;
    }

    /** The maximum time since a followed company was last read completely. After that its health check is DOWN. 0 means no maximum. */
    public void setMaxLag(long maxLag) {
        this.maxLag = maxLag;
    }

    public boolean isMetricsCompanyTag() {
        return metricsCompanyTag;
    }

    /** Whether metrics have the tag realm for the company. Use it with few companies, because each company creates its own time series. */
    public void setMetricsCompanyTag(boolean metricsCompanyTag) {
        this.metricsCompanyTag = metricsCompanyTag;
    }

    public String getAuditTo() {
        return auditTo;
    }

    /** Where the audit log records each write and each connection event as a line of JSON: log (the category org.camelquickbooks.audit), file (one file a day in stateDirectory), or the URI of any endpoint. A write that cannot be recorded is not sent. The default is no audit log. */
    public void setAuditTo(String auditTo) {
        this.auditTo = auditTo;
    }

    public AuditDetail getAuditDetail() {
        return auditDetail;
    }

    /** What the audit log records of a write: ids, amounts (also amounts), or bodies (everything that is sent except tax, social security and account numbers). */
    public void setAuditDetail(AuditDetail auditDetail) {
        this.auditDetail = auditDetail;
    }

    public Time getTime() {
        return time;
    }

    /** The source of time, which tests can replace. */
    public void setTime(Time time) {
        this.time = time;
    }
}
