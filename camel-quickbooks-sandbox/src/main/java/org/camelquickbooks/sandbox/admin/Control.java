package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.company.CompanyProfile;
import org.camelquickbooks.sandbox.oauth.App;
import org.camelquickbooks.sandbox.oauth.Tokens;
import org.camelquickbooks.sandbox.webhook.Subscription;

/** The functions that control a whole sandbox. */
public interface Control {

    Tokens.Pair tokens(String realmId, String clientId, Set<String> scopes);

    /** The pair as the token endpoint answers it. */
    ObjectNode tokenJson(Tokens.Pair pair);

    void disconnect(String realmId);

    List<? extends ControlledCompany> companies();

    /** @throws IllegalArgumentException where there is none of that realm */
    ControlledCompany company(String realmId);

    ControlledCompany createCompany(CompanyProfile profile, boolean sample);

    Map<String, Integer> generate(String realmId, String what, long seed);

    /** Sends what has become due after the clock was moved. */
    void deliverWebhooks();

    Subscription subscribe(Subscription subscription);

    void webhookWindow(Duration window);

    List<App> apps();

    void register(App app);

    void snapshot(String name);

    void restore(String name);

    void reset();
}
