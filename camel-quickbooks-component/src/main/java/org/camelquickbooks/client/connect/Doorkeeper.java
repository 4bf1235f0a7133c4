package org.camelquickbooks.client.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelquickbooks.client.time.Time;

/** Who may see the pages, and whether a form is one of ours. */
final class Doorkeeper {

    static final String COOKIE = "quickbooks-connect";

    private static final String BEARER = "Bearer ";
    private static final Duration SESSION = Duration.ofHours(8);
    private static final int MOST_SESSIONS = 1_000;

    /** How somebody is met. */
    enum Welcome {
        IN,
        LOG_IN,
        /** Only this machine may, and the request is not known to be from there. */
        LOCAL_ONLY,
        NOT_ALLOWED
    }

    private final ConnectSettings settings;
    private final Secrets secrets;
    private final Time time;
    private final Map<String, Instant> sessions = new LinkedHashMap<>();
    private final Guesses guesses;

    Doorkeeper(ConnectSettings settings, Secrets secrets, Time time) {
        this.settings = settings;
        this.secrets = secrets;
        this.time = time;
        this.guesses = new Guesses(time);
    }

    Welcome welcome(WebRequest request) {
        if (settings.isOpenOnLoopback()) {
            return request.local() && request.isAddressedToLoopback() ? Welcome.IN : Welcome.LOCAL_ONLY;
        }
        if (settings.authenticator() != null) {
            return settings.authenticator().authenticate(request) == null ? Welcome.NOT_ALLOWED : Welcome.IN;
        }
        return hasSession(request) || showsSecret(request) ? Welcome.IN : Welcome.LOG_IN;
    }

    /** What tells one browser from others; empty where it has none yet. */
    static String visitor(WebRequest request) {
        return request.cookie(COOKIE);
    }

    String newVisitor() {
        return secrets.draw();
    }

    private synchronized boolean hasSession(WebRequest request) {
        Instant ends = sessions.get(secrets.seal(visitor(request)));
        return ends != null && time.now().isBefore(ends);
    }

    /** For programs, which read only: a header that no form can send. */
    private boolean showsSecret(WebRequest request) {
        String header = request.header("Authorization");
        return !request.isPost()
                && header != null
                && header.startsWith(BEARER)
                && !isGuessing(request)
                && isRight(request, header.substring(BEARER.length()));
    }

    /** Too many wrong guesses came from there; others may go on. */
    boolean isGuessing(WebRequest request) {
        return guesses.mustWait(request.address());
    }

    private boolean isRight(WebRequest request, String secret) {
        if (Secrets.areSame(settings.secret(), secret)) {
            guesses.right(request.address());
            return true;
        }
        guesses.wrong(request.address());
        return false;
    }

    /** Answers a new visitor who has a session, since the old one may be known to somebody; null where it is not right. */
    synchronized String logIn(WebRequest request) {
        if (isGuessing(request) || !isRight(request, request.field("secret"))) {
            return null;
        }
        Iterator<String> oldest = sessions.keySet().iterator();
        while (sessions.size() >= MOST_SESSIONS && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
        String visitor = secrets.draw();
        sessions.put(secrets.seal(visitor), time.now().plus(SESSION));
        return visitor;
    }

    synchronized void logOut(WebRequest request) {
        sessions.remove(secrets.seal(visitor(request)));
    }

    /** What a form carries to show that it was shown to this browser. */
    String formSeal(String visitor) {
        return secrets.seal("form of " + visitor);
    }

    boolean isOurForm(WebRequest request) {
        String from = request.header("Sec-Fetch-Site");
        boolean elsewhere = from != null && !from.equals("same-origin") && !from.equals("none");
        String visitor = visitor(request);
        return !elsewhere && !visitor.isEmpty() && Secrets.areSame(formSeal(visitor), request.field("form"));
    }

    /** The cookie as it is set. It has to come along when Intuit sends people back, so it cannot be Strict. */
    static String cookie(String visitor, String path, boolean secure) {
        return COOKIE + "=" + visitor + "; Path=" + path + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
