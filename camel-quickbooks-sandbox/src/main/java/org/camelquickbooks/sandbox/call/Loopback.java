package org.camelquickbooks.sandbox.call;

/** The names that always mean this machine. {@code 127.evil.example} is not one of them. */
public final class Loopback {

    private Loopback() {}

    /** Whether a host is this machine; IPv6 in brackets, as URLs have it. */
    public static boolean isName(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    }

    /** The same for a host with its port, as the header Host has it. */
    public static boolean isAuthority(String authority) {
        return isName(authority.replaceFirst(":\\d{1,5}$", ""));
    }
}
