package org.camelquickbooks.sandbox.admin;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.call.Loopback;

/** Who may control the sandbox: this machine under its own names, with the secret where there is one. */
final class Access {

    private final boolean remote;
    private final String secret;

    Access(boolean remote, String secret) {
        this.remote = remote;
        this.secret = secret;
    }

    String refusal(Call call) {
        String problem = refusal(call.request());
        return problem != null || isShown(call.request())
                ? problem
                : "/admin needs the secret that the sandbox was started with, as Authorization: Bearer …";
    }

    /** As {@link #refusal(HttpServerRequest)}, for the page itself: a link on another page may lead there. */
    String refusalOfPage(HttpServerRequest request) {
        boolean followed = "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
        return refusal(request, followed);
    }

    /** Why nobody at all may ask from there; null where they may. */
    String refusal(HttpServerRequest request) {
        return refusal(request, false);
    }

    private String refusal(HttpServerRequest request, boolean followed) {
        String address = request.remoteAddress().hostAddress();
        boolean local = address == null || address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1");
        if (!local && !remote) {
            return "/admin answers only to this machine; start the sandbox with --admin-remote and "
                    + "--admin-secret to open it";
        }
        // A page of another origin must not rule a developer's sandbox through their browser.
        // HTTP/2, which Java's own client asks for, names it in the request itself, not in the header Host.
        String host = request.authority() == null ? null : request.authority().toString();
        if (!remote && (host == null || !Loopback.isAuthority(host))) {
            // A name of somebody else's that leads here (DNS rebinding) would make their page one of ours.
            return "/admin answers to localhost, 127.0.0.1 and [::1] only; start the sandbox with --admin-remote for"
                    + " other names";
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !isOwn(origin, host)) {
            return "/admin does not answer to pages of other origins";
        }
        // Images and scripts of other pages come without Origin; browsers say where they come from in this header.
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none") && !followed) {
            return "/admin does not answer to pages of other origins";
        }
        return null;
    }

    /** The page that it serves itself; a proxy in front of it may have TLS. */
    private boolean isOwn(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || remote && origin.equalsIgnoreCase("https://" + host);
    }

    private boolean isShown(HttpServerRequest request) {
        if (secret == null) {
            return true;
        }
        String given = request.getHeader("Authorization");
        byte[] wanted = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
        return given != null && MessageDigest.isEqual(wanted, given.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a caller may control the sandbox; asked before what they send is kept. */
    boolean admits(HttpServerRequest request) {
        return refusal(request) == null && isShown(request);
    }
}
