package org.camelquickbooks.operation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the content of an attachment may be fetched: never in the clear where QuickBooks is not asked in the clear. */
class DownloadAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://quickbooks.api.intuit.com, https://intuit-qbo.s3.amazonaws.com/file?signature=x",
        "https://quickbooks.api.intuit.com, HTTPS://files.example.com/1",
        "http://localhost:8080, http://localhost:8080/download/1/2",
        "http://localhost:8080, https://files.example.com/1"
    })
    void isTaken(String baseUrl, String address) {
        assertThatCode(() -> Download.checkUrl(address, "7", baseUrl)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://files.example.com/secret-signature", "HTTP://10.0.0.1/secret-signature"})
    void isNotFetchedInTheClear(String address) {
        assertThatThrownBy(() -> Download.checkUrl(address, "7", "HTTPS://quickbooks.api.intuit.com"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("attachment 7")
                .hasMessageContaining("not be encrypted")
                // Whoever has the address can read the file.
                .hasMessageNotContaining("secret-signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "jar:file:/a!/b",
                "ftp://host/secret-signature",
                "//host/secret-signature",
                "/download/1",
                "",
                "https://a b/secret-signature",
                "javascript:alert(1)"
            })
    void isAnAddressOfTheWeb(String address) {
        for (String baseUrl : new String[] {"https://quickbooks.api.intuit.com", "http://localhost:8080"}) {
            assertThatThrownBy(() -> Download.checkUrl(address, "7", baseUrl))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no address for the content of attachment 7")
                    .hasMessageNotContaining("secret-signature");
        }
    }
}
