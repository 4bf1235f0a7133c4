package org.camelquickbooks.sandbox.gate;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.company.Companies;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.oauth.AccessToken;
import org.camelquickbooks.sandbox.oauth.Tokens;

/**
 * The checks before a request is processed, in order: ordered faults, the token, the limits, a request id that is
 * still in progress.
 */
public final class Gate {

    /** A request that is inside. */
    public final class Visit implements AutoCloseable {

        private final Throttle.Permit permit;
        private final String requestKey;

        private Visit(Throttle.Permit permit, String requestKey) {
            this.permit = permit;
            this.requestKey = requestKey;
        }

        @Override
        public void close() {
            permit.close();
            if (requestKey != null) {
                atWork.remove(requestKey);
            }
        }
    }

    private static final String ACCOUNTING = "com.intuit.quickbooks.accounting";

    private final FaultOrders faults;
    private final Tokens tokens;
    private final Throttle throttle;
    private final Companies companies;
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();

    public Gate(FaultOrders faults, Tokens tokens, Throttle throttle, Companies companies) {
        this.faults = faults;
        this.tokens = tokens;
        this.throttle = throttle;
        this.companies = companies;
    }

    /** The fault that was ordered for the call, or null. */
    public FaultOrder ordered(Call call) {
        return faults.strike(call, call.variable("realm"));
    }

    /** Whether a call has a token for its company, so that what it brings is worth keeping. */
    public boolean knows(String authorization, String realm) {
        try {
            AccessToken token = tokens.check(authorization);
            return token.realmId().equals(realm) && companies.find(realm) != null;
        } catch (QuickBooksFault fault) {
            return false;
        }
    }

    /** Lets a call to the API in, or throws why not. */
    public Visit enter(Call call) {
        AccessToken token = tokens.check(call.header("Authorization"));
        String realm = call.variable("realm");
        Company company = companies.find(realm);
        if (company == null || !realm.equals(token.realmId()) || !token.scopes().contains(ACCOUNTING)) {
            throw QuickBooksFault.usual(
                    token.scopes().contains(ACCOUNTING) ? FaultCode.NOT_AUTHORIZED : FaultCode.SCOPE_MISSING);
        }
        call.admitted(company, token.clientId());
        Throttle.Permit permit =
                throttle.enter(realm, token.clientId(), call.route().kind());
        try {
            return new Visit(permit, requestKey(call, realm));
        } catch (RuntimeException e) {
            permit.close();
            throw e;
        }
    }

    /** A second request with the id of one that is still at work is refused; one that comes later is a repetition. */
    private String requestKey(Call call, String realm) {
        String requestId = call.parameter("requestid");
        if (requestId == null || call.method().equals("GET")) {
            return null;
        }
        if (requestId.length() > 50) {
            throw QuickBooksFault.business("You cannot enter more than 50 characters in the request_id field");
        }
        String key = realm + "/" + requestId;
        if (!atWork.add(key)) {
            throw new QuickBooksFault(
                    FaultCode.DUPLICATE_REQUEST,
                    "Duplicate Request ID : the request with this id is still being processed");
        }
        return key;
    }
}
