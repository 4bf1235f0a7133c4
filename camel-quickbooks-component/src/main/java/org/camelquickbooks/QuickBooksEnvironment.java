package org.camelquickbooks;

/** The environment of companies. */
public enum QuickBooksEnvironment {
    PRODUCTION("https://quickbooks.api.intuit.com"),
    /** Intuit's sandbox companies. For the local sandbox of this project use baseUrl. */
    SANDBOX("https://sandbox-quickbooks.api.intuit.com");

    private final String url;

    QuickBooksEnvironment(String url) {
        this.url = url;
    }

    public String url() {
        return url;
    }
}
