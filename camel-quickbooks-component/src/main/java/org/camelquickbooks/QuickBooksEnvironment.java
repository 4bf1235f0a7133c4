package org.camelquickbooks;

/** Where companies are. */
public enum QuickBooksEnvironment {
    PRODUCTION("https://quickbooks.api.intuit.com"),
    /** Intuit's own, for trying out; our sandbox on localhost is reached by baseUrl. */
    SANDBOX("https://sandbox-quickbooks.api.intuit.com");

    private final String url;

    QuickBooksEnvironment(String url) {
        this.url = url;
    }

    public String url() {
        return url;
    }
}
