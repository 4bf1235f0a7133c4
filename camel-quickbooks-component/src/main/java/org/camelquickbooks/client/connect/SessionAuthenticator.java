package org.camelquickbooks.client.connect;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelquickbooks.client.time.Time;

/** Authenticates visitors of the pages, by session or secret, and verifies that a form is one of ours. */
final class SessionAuthenticator {

    static final String COOKIE = "quickbooks-connect";

    private static final String BEARER = "Bearer ";
    private static final Duration SESSION = Duration.ofHours(8);
    private static final int MOST_SESSIONS = 1_000;

    /** Whether somebody may see the pages. */
    enum Access {
        GRANTED,
        LOGIN_REQUIRED,
        /** Only this machine may, and the request is not known to be from there. */
        LOCAL_ONLY,
        DENIED
    }

    private final ConnectSettings settings;
    private final Secrets secrets;
    private final Time time;
    /** When each ends, in {@link Time#nanos()}: no clock that is set lets it live longer, or ends it. */
    private final Map<String, Long> sessions = new LinkedHashMap<>();

    private final LoginAttempts attempts;

    SessionAuthenticator(ConnectSettings settings, Secrets secrets, Time time) {
        this.settings = settings;
        this.secrets = secrets;
        this.time = time;
        this.attempts = new LoginAttempts(time);
    }

    Access access(WebRequest request) {
        if (settings.isOpenOnLoopback()) {
            return request.local() && request.isAddressedToLoopback() ? Access.GRANTED : Access.LOCAL_ONLY;
        }
        if (settings.authenticator() != null) {
            return settings.authenticator().authenticate(request) == null ? Access.DENIED : Access.GRANTED;
        }
        return hasSession(request) || hasBearerSecret(request) ? Access.GRANTED : Access.LOGIN_REQUIRED;
    }

    /** What tells one browser from others; empty where it has none yet. */
    static String visitor(WebRequest request) {
        return request.cookie(COOKIE);
    }

    String newVisitor() {
        return secrets.random();
    }

    private synchronized boolean hasSession(WebRequest request) {
        Long ends = sessions.get(secrets.sign(visitor(request)));
        return ends != null && time.nanos() - ends < 0;
    }

    /** For programs, which read only: a header that no form can send. */
    private boolean hasBearerSecret(WebRequest request) {
        String header = request.header("Authorization");
        return !request.isPost()
                && header != null
                && header.startsWith(BEARER)
                && !isLockedOut(request)
                && isRight(request, header.substring(BEARER.length()));
    }

    /** Too many failed attempts came from that address; others may go on. */
    boolean isLockedOut(WebRequest request) {
        return attempts.isLocked(request.address());
    }

    private boolean isRight(WebRequest request, String secret) {
        if (Secrets.areSame(settings.secret(), secret)) {
            attempts.succeeded(request.address());
            return true;
        }
        attempts.failed(request.address());
        return false;
    }

    /** Answers a new visitor who has a session, since the old one may be known to somebody; null where it is not right. */
    synchronized String logIn(WebRequest request) {
        if (isLockedOut(request) || !isRight(request, request.field("secret"))) {
            return null;
        }
        Iterator<String> oldest = sessions.keySet().iterator();
        while (sessions.size() >= MOST_SESSIONS && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
        String visitor = secrets.random();
        sessions.put(secrets.sign(visitor), time.nanos() + SESSION.toNanos());
        return visitor;
    }

    synchronized void logOut(WebRequest request) {
        sessions.remove(secrets.sign(visitor(request)));
    }

    /** What a form carries to show that it was shown to this browser. */
    String formSignature(String visitor) {
        return secrets.sign("form of " + visitor);
    }

    boolean isOurForm(WebRequest request) {
        String from = request.header("Sec-Fetch-Site");
        boolean elsewhere = from != null && !from.equals("same-origin") && !from.equals("none");
        String visitor = visitor(request);
        return !elsewhere && !visitor.isEmpty() && Secrets.areSame(formSignature(visitor), request.field("form"));
    }

    /** The cookie as it is set. It has to come along when Intuit sends people back, so it cannot be Strict. */
    static String cookie(String visitor, String path, boolean secure) {
        return COOKIE + "=" + visitor + "; Path=" + path + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
