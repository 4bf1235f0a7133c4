package org.camelquickbooks.benchmarks;

/** The company that all subjects work on: where it is, and what of it they use. */
record Company(String url, String realm, String token, String customer, String item) {

    static final String QUERY = "select * from Customer maxresults 1000";

    String api() {
        return url + "/v3/company/" + realm + "/";
    }

    String invoice(int number) {
        return """
                {"DocNumber":"B-%d","CustomerRef":{"value":"%s"},"Line":[{"Amount":19.90,"DetailType":"SalesItemLineDetail",\
                "SalesItemLineDetail":{"ItemRef":{"value":"%s"}}}]}""".formatted(number, customer, item);
    }
}
