package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java's own client asks for HTTP/2 with its first request, also in the clear, where QuickBooks has none. */
class HttpVersionTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    @ParameterizedTest
    @CsvSource({
        "GET, /v3/company/" + QuickBooksSandbox.US_REALM + "/companyinfo/" + QuickBooksSandbox.US_REALM + ", , 200",
        "POST, /v3/company/" + QuickBooksSandbox.US_REALM + "/customer, DisplayName, 200",
        "GET, /v3/company/" + QuickBooksSandbox.US_REALM + "/nothing, , 400",
        "GET, /admin/companies, , 200",
        "POST, /admin/companies, realmId, 201"
    })
    void whoAsksForAnUpgradeIsAnsweredOverTheConnectionAsItIs(String method, String path, String field, int status)
            throws Exception {
        QuickBooksSandbox sandbox = SANDBOX.sandbox();
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Bearer "
                                + sandbox.tokens(QuickBooksSandbox.US_REALM)
                                        .access()
                                        .value())
                .method(
                        method,
                        method.equals("GET")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString("{\"" + field + "\":\"4711\"}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
