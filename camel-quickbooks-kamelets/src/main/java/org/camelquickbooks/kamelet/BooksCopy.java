package org.camelquickbooks.kamelet;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.camelquickbooks.flow.replica.Replica;

/** Brings a copy of the books up to date with each message. */
public final class BooksCopy extends AsyncProcessorSupport implements CamelContextAware {

    private final Map<String, String> parameters = new HashMap<>();
    private final Connection connection = new Connection();
    private CamelContext context;
    private Replica replica;

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }

    private void put(String name, String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    /** The name of the bean of the database. */
    public void setDataSource(String dataSource) {
        put("dataSource", dataSource);
    }

    public void setEntities(String entities) {
        put("entities", entities);
    }

    public void setLedger(String ledger) {
        put("ledger", ledger);
    }

    public void setHistory(String history) {
        put("history", history);
    }

    public void setTablePrefix(String tablePrefix) {
        put("tablePrefix", tablePrefix);
    }

    public void setAuditInterval(String auditInterval) {
        put("auditInterval", auditInterval);
    }

    public void setRealms(String realms) {
        put("realms", realms);
    }

    public void setRealmId(String realmId) {
        put("realmId", realmId);
        connection.setRealmId(realmId);
    }

    public void setBaseUrl(String baseUrl) {
        connection.setBaseUrl(baseUrl);
    }

    public void setClientId(String clientId) {
        connection.setClientId(clientId);
    }

    public void setClientSecret(String clientSecret) {
        connection.setClientSecret(clientSecret);
    }

    public void setRefreshToken(String refreshToken) {
        connection.setRefreshToken(refreshToken);
    }

    public void setAccessToken(String accessToken) {
        connection.setAccessToken(accessToken);
    }

    @Override
    protected void doStart() throws Exception {
        connection.connected(context);
        replica = Replica.of(name -> parameters.getOrDefault(name, ""));
        replica.setCamelContext(context);
        ServiceHelper.startService(replica);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(replica);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        return replica.process(exchange, callback);
    }
}
