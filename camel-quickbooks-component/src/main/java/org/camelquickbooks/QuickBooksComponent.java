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

    /** What happens when the month's budget of reads is used up. */
    public enum ReadBudgetAction {
        WARN,
        HOLD
    }

    /** What the health of a company does to the readiness of the process. */
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
        QuickBooksControl control = new QuickBooksControl(started);
        getCamelContext().addService(control, true, false);
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

    /** What the endpoints share; there while the component runs. */
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

    /** Where companies are: production, or Intuit's sandbox. For the sandbox on localhost set baseUrl. */
    public void setEnvironment(QuickBooksEnvironment environment) {
        this.environment = environment;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    /** Where the API is, in place of environment: such as http://localhost:8888 for the sandbox of this project. */
    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getOauthBaseUrl() {
        return oauthBaseUrl;
    }

    /** Where the token endpoint is, in place of environment; by default the same as baseUrl where that is set. */
    public void setOauthBaseUrl(String oauthBaseUrl) {
        this.oauthBaseUrl = oauthBaseUrl;
    }

    public String getClientId() {
        return clientId;
    }

    /** The app's client id, for refreshing tokens. */
    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    /** The app's client secret, for refreshing tokens. */
    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getAccessToken() {
        return accessToken;
    }

    /** An access token for realmId, good for an hour: for trying out. */
    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getRefreshToken() {
        return refreshToken;
    }

    /** A refresh token for realmId. It is replaced by QuickBooks about every day: what comes after it is in the token store. */
    public void setRefreshToken(String refreshToken) {
        this.refreshToken = refreshToken;
    }

    public TokenStore getTokenStore() {
        return tokenStore;
    }

    /** Where tokens are kept; a single bean of the type is used by itself. Without one they are kept encrypted in the state database where clientId is set, and else as long as the process lives. */
    public void setTokenStore(TokenStore tokenStore) {
        this.tokenStore = tokenStore;
    }

    public String getSecretKey() {
        return secretKey;
    }

    /** The key that encrypts the tokens in the state database: base64 of 32 bytes. Several with commas: the first encrypts, the others still decrypt. Without it the environment variable QUICKBOOKS_SECRET_KEY is taken, or the file token.key in stateDirectory, which is made on the first start. */
    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    public long getRefreshAhead() {
        return refreshAhead;
    }

    /** How long before its end an access token is renewed; up to half an hour, of the hour that it lasts. */
    public void setRefreshAhead(long refreshAhead) {
        this.refreshAhead = refreshAhead;
    }

    public long getKeepAlive() {
        return keepAlive;
    }

    /** After how long the tokens of a company are refreshed that nobody uses, since a connection ends when it is not used for 100 days; 0 for never. */
    public void setKeepAlive(long keepAlive) {
        this.keepAlive = keepAlive;
    }

    public int getMinorVersion() {
        return minorVersion;
    }

    /** QuickBooks' minor version; 75 is the least there is. */
    public void setMinorVersion(int minorVersion) {
        this.minorVersion = minorVersion;
    }

    public ObjectMapper getObjectMapper() {
        return objectMapper;
    }

    /** What reads and writes the classes of the user; decimals are kept exact whatever it is set to. A single bean of the type is used by itself. */
    public void setObjectMapper(ObjectMapper objectMapper) {
        this.objectMapper = objectMapper;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /** TLS settings; by default those of the JVM. */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    /** Whether the Camel context's global TLS settings are used. */
    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    /** An HTTP proxy on the way to QuickBooks. */
    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public int getProxyPort() {
        return proxyPort;
    }

    /** The port of the proxy. */
    public void setProxyPort(int proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    /** The user name that the proxy asks for. */
    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    /** The password that the proxy asks for. */
    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /** How long opening a connection may take. */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    /** How long a whole answer may take; QuickBooks itself gives up after 120 seconds. */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public boolean isAllowInsecureTransport() {
        return allowInsecureTransport;
    }

    /** Whether baseUrl and oauthBaseUrl may be http on another machine; tokens then travel in the clear. Not for production. */
    public void setAllowInsecureTransport(boolean allowInsecureTransport) {
        this.allowInsecureTransport = allowInsecureTransport;
    }

    public int getMaxAnswerSize() {
        return maxAnswerSize;
    }

    /** How many bytes an answer may have once it is unpacked; a larger one fails. Downloads are streamed and have no limit. */
    public void setMaxAnswerSize(int maxAnswerSize) {
        this.maxAnswerSize = maxAnswerSize;
    }

    public int getRequestsPerMinute() {
        return requestsPerMinute;
    }

    /** How many requests a minute a company allows; 0 for no limit. */
    public void setRequestsPerMinute(int requestsPerMinute) {
        this.requestsPerMinute = requestsPerMinute;
    }

    public int getRequestsPerSecond() {
        return requestsPerSecond;
    }

    /** How many requests a second a company allows; 0 for no limit. */
    public void setRequestsPerSecond(int requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    public int getMaxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    /** How many requests a company allows at the same time; 0 for no limit. Processes that share limits share this one by dividing it. */
    public void setMaxConcurrentRequests(int maxConcurrentRequests) {
        this.maxConcurrentRequests = maxConcurrentRequests;
    }

    public int getBatchesPerMinute() {
        return batchesPerMinute;
    }

    /** How many batch calls a minute a company allows; 0 for no limit. */
    public void setBatchesPerMinute(int batchesPerMinute) {
        this.batchesPerMinute = batchesPerMinute;
    }

    public int getReportsPerMinute() {
        return reportsPerMinute;
    }

    /** How many reports a minute a company allows; 0 for no limit. */
    public void setReportsPerMinute(int reportsPerMinute) {
        this.reportsPerMinute = reportsPerMinute;
    }

    public int getMaxQueueSize() {
        return maxQueueSize;
    }

    /** How many requests of a company may wait for its limits; one more fails. */
    public void setMaxQueueSize(int maxQueueSize) {
        this.maxQueueSize = maxQueueSize;
    }

    public long getMaxWait() {
        return maxWait;
    }

    /** How long a request may wait for the limits before it fails. */
    public void setMaxWait(long maxWait) {
        this.maxWait = maxWait;
    }

    public long getMaxRetryAfter() {
        return maxRetryAfter;
    }

    /** The longest time for which a company is left alone after a 429, whatever its Retry-After says; QuickBooks itself asks for a minute. */
    public void setMaxRetryAfter(long maxRetryAfter) {
        this.maxRetryAfter = maxRetryAfter;
    }

    public ProxyManager<String> getProxyManager() {
        return proxyManager;
    }

    /** A Bucket4j back end (PostgreSQL, Redis, Hazelcast, Infinispan) in which a cluster counts the limits together. A single bean of the type is used by itself. */
    public void setProxyManager(ProxyManager<String> proxyManager) {
        this.proxyManager = proxyManager;
    }

    public boolean isMeterReads() {
        return meterReads;
    }

    /** Whether metered reads are counted by company and month, in stateDirectory. */
    public void setMeterReads(boolean meterReads) {
        this.meterReads = meterReads;
    }

    public long getReadBudget() {
        return readBudget;
    }

    /** How many metered reads a month are meant to be enough for a company; 80 percent of it is told, 0 for no budget. */
    public void setReadBudget(long readBudget) {
        this.readBudget = readBudget;
    }

    public ReadBudgetAction getReadBudgetAction() {
        return readBudgetAction;
    }

    /** What happens when the readBudget is used up: a warning, or reads of priority bulk are held until the month ends. */
    public void setReadBudgetAction(ReadBudgetAction readBudgetAction) {
        this.readBudgetAction = readBudgetAction;
    }

    public int getMaxAttempts() {
        return maxAttempts;
    }

    /** How often a request is sent at most when it may succeed later: throttled, 5xx, a lost connection, a timeout. */
    public void setMaxAttempts(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public long getRetryTimeout() {
        return retryTimeout;
    }

    /** No attempt begins later than this after the first has failed. */
    public void setRetryTimeout(long retryTimeout) {
        this.retryTimeout = retryTimeout;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    /** The wait before the second attempt; it doubles with each, and half of it is chance. */
    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getRetryMaxDelay() {
        return retryMaxDelay;
    }

    /** The longest wait between two attempts. */
    public void setRetryMaxDelay(long retryMaxDelay) {
        this.retryMaxDelay = retryMaxDelay;
    }

    public DataSource getStateDataSource() {
        return stateDataSource;
    }

    /** The database of several nodes, in place of a file in stateDirectory: PostgreSQL, MariaDB or H2. It is never autowired, since an application's own database is not filled unasked. */
    public void setStateDataSource(DataSource stateDataSource) {
        this.stateDataSource = stateDataSource;
    }

    public String getClusterId() {
        return clusterId;
    }

    /** The name of the application for all that share the state: its nodes share cursors and webhook events, other applications do not. By default the name of the Camel context. */
    public void setClusterId(String clusterId) {
        this.clusterId = clusterId;
    }

    /** In place of the state database's; null outside of tests. */
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

    /** The directory of the state database (quickbooks.db), of the key for tokens (token.key) and of audit files. Processes of one machine may share it; with stateDataSource no database is in it. */
    public void setStateDirectory(String stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    public long getCoalesceWindow() {
        return coalesceWindow;
    }

    /** How long a batch call of coalesced operations waits for more of them; it waits longer while the limits would not let it go. */
    public void setCoalesceWindow(long coalesceWindow) {
        this.coalesceWindow = coalesceWindow;
    }

    public int getCoalesceAt() {
        return coalesceAt;
    }

    /** The percentage of the minute's requests from which operations are gathered into batch calls. Below it, and later where a request is left over, each is sent by itself. 0 always gathers. */
    public void setCoalesceAt(int coalesceAt) {
        this.coalesceAt = coalesceAt;
    }

    public int getCoalesceParallel() {
        return coalesceParallel;
    }

    /** How many batch calls of coalesced operations a company has under way; while they are, operations gather. */
    public void setCoalesceParallel(int coalesceParallel) {
        this.coalesceParallel = coalesceParallel;
    }

    public boolean isIntentLogEnabled() {
        return intentLogEnabled;
    }

    /** Whether writes with a stable id are recorded in the state database before they are sent, so that no crash and no redelivery can do them twice. */
    public void setIntentLogEnabled(boolean intentLogEnabled) {
        this.intentLogEnabled = intentLogEnabled;
    }

    public long getIntentRetention() {
        return intentRetention;
    }

    /** How long answers to recorded writes are kept for exchanges that are redelivered. A write without an answer is kept until it has one. */
    public void setIntentRetention(long intentRetention) {
        this.intentRetention = intentRetention;
    }

    public long getRequestIdLifetime() {
        return requestIdLifetime;
    }

    /** How long QuickBooks is relied upon to know a request id. A write that is still undecided after that is not sent again: it is looked up by its document number, or reported. */
    public void setRequestIdLifetime(long requestIdLifetime) {
        this.requestIdLifetime = requestIdLifetime;
    }

    public String getReferenceCache() {
        return referenceCache;
    }

    /** Entities that read takes from a cache, with commas, such as Item,Account,TaxCode. */
    public void setReferenceCache(String referenceCache) {
        this.referenceCache = referenceCache;
    }

    public long getReferenceCacheTimeToLive() {
        return referenceCacheTimeToLive;
    }

    /** After how long the reference cache is read anew. */
    public void setReferenceCacheTimeToLive(long referenceCacheTimeToLive) {
        this.referenceCacheTimeToLive = referenceCacheTimeToLive;
    }

    public StateRepository<String, String> getStateRepository() {
        return stateRepository;
    }

    /** Where consumers keep their cursors in place of the state database: any of Camel's state repositories. Nodes then do not take turns by themselves. */
    public void setStateRepository(StateRepository<String, String> stateRepository) {
        this.stateRepository = stateRepository;
    }

    public long getEventRetention() {
        return eventRetention;
    }

    /** How long webhook events are remembered, so that one that is delivered again is not routed again. */
    public void setEventRetention(long eventRetention) {
        this.eventRetention = eventRetention;
    }

    public CompanyHealth getCompanyHealth() {
        return companyHealth;
    }

    /** What the health check of a company says where it has to be connected again, or QuickBooks throttles it: report names it and stays up, since one company of many is no reason to take this process from the others; down makes the process not ready. */
    public void setCompanyHealth(CompanyHealth companyHealth) {
        this.companyHealth = companyHealth;
    }

    public long getMaxLag() {
        return maxLag;
    }

    /** How long ago a company that is followed may have been read to its end before its health check is down; 0 for any time. */
    public void setMaxLag(long maxLag) {
        this.maxLag = maxLag;
    }

    public boolean isMetricsCompanyTag() {
        return metricsCompanyTag;
    }

    /** Whether metrics have a tag realm for the company: for some companies, since each makes series of its own. */
    public void setMetricsCompanyTag(boolean metricsCompanyTag) {
        this.metricsCompanyTag = metricsCompanyTag;
    }

    public String getAuditTo() {
        return auditTo;
    }

    /** Where each write and each event of a connection is told of, as a line of JSON: log for the category org.camelquickbooks.audit, file for a file a day in stateDirectory, or the URI of any endpoint. What cannot be told of is not sent. By default there is no audit log. */
    public void setAuditTo(String auditTo) {
        this.auditTo = auditTo;
    }

    public AuditDetail getAuditDetail() {
        return auditDetail;
    }

    /** What the audit log says of a write: ids only, amounts too, or bodies: all that is sent but for the numbers of people, tax payers and accounts. */
    public void setAuditDetail(AuditDetail auditDetail) {
        this.auditDetail = auditDetail;
    }

    public Time getTime() {
        return time;
    }

    /** The client's source of time: for tests that move it. */
    public void setTime(Time time) {
        this.time = time;
    }
}
