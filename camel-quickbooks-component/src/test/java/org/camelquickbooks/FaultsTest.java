package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.Exchange;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.model.QuickBooksDuplicateException;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksNotFoundException;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.model.QuickBooksValidationException;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest extends RouteTest {

    /** A shape of a fault, and what becomes of it. */
    record Shape(String name, int status, String type, String body, Class<?> exception, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Shape> shapes() {
        return List.of(
                new Shape(
                        "a service fault",
                        400,
                        "application/json",
                        "{\"Fault\":{\"Error\":[{\"Message\":\"Duplicate Name Exists Error\",\"Detail\":\"The name supplied"
                                + " already exists. : Id=71\",\"code\":\"6240\",\"element\":\"\"}],\"type\":\"ValidationFault\"}}",
                        QuickBooksDuplicateException.class,
                        "6240"),
                new Shape(
                        "a service fault in a 200",
                        200,
                        "application/json",
                        "{\"Fault\":{\"Error\":[{\"Message\":\"m\",\"code\":\"6000\"}],\"type\":\"ValidationFault\"}}",
                        QuickBooksValidationException.class,
                        "6000"),
                new Shape(
                        "a gateway fault in lower camel case",
                        403,
                        "application/json",
                        "{\"warnings\":null,\"fault\":{\"error\":[{\"message\":\"message=ApplicationAuthorizationFailed;"
                                + " errorCode=003100; statusCode=403\",\"detail\":\"no\",\"code\":\"3100\",\"element\":null}],"
                                + "\"type\":\"AUTHORIZATION\"},\"time\":1633520295688}",
                        QuickBooksAuthenticationException.class,
                        "3100"),
                new Shape(
                        "XML where JSON was asked for",
                        400,
                        "application/xml",
                        "<IntuitResponse xmlns=\"http://schema.intuit.com/finance/v3\"><Fault type=\"ValidationFault\">"
                                + "<Error code=\"610\" element=\"Id\"><Message>Object Not Found</Message><Detail>gone</Detail>"
                                + "</Error></Fault></IntuitResponse>",
                        QuickBooksNotFoundException.class,
                        "610"),
                new Shape(
                        "XML cut in the middle",
                        400,
                        "application/xml",
                        "<IntuitResponse><Fault type=\"ValidationFault\"><Error code=\"2020\"><Message>Required",
                        QuickBooksValidationException.class,
                        ""),
                new Shape(
                        "an HTML page of a proxy",
                        502,
                        "text/html",
                        "<html><body>502 Bad Gateway</body></html>",
                        QuickBooksUnavailableException.class,
                        ""),
                new Shape("nothing at all", 400, "text/plain", "", QuickBooksValidationException.class, ""),
                new Shape("an empty 200", 200, "application/json", "", QuickBooksUnavailableException.class, ""),
                new Shape(
                        "a truncated 200",
                        200,
                        "application/json",
                        "{\"Customer\":{\"Id\":",
                        QuickBooksUnavailableException.class,
                        ""),
                new Shape(
                        "HTML in a 200", 200, "text/html", "<html>hi</html>", QuickBooksUnavailableException.class, ""),
                new Shape("a bare 404", 404, "text/plain", "x", QuickBooksNotFoundException.class, ""),
                new Shape("a bare 401", 401, "text/plain", "x", QuickBooksAuthenticationException.class, ""));
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setMaxAttempts(1);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyShapeBecomesItsException(Shape shape) {
        sandbox().faults().order(FaultOrder.of(Effect.STATUS).status(shape.status(), shape.type(), shape.body()));
        Exchange exchange = send("quickbooks:read/Customer", "1");
        assertThat(exchange.getException())
                .isExactlyInstanceOf(shape.exception())
                .isInstanceOfSatisfying(QuickBooksException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(shape.code());
                    assertThat(e.getRealmId()).isEqualTo(REALM);
                });
    }

    @Test
    void anExceptionKnowsAllThatQuickBooksSaid() {
        company().create("Customer", "{\"DisplayName\":\"Twice\"}");
        Exchange exchange = send("quickbooks:create/Customer", json("{`DisplayName`:`Twice`}"));
        assertThat(exchange.getException()).isInstanceOfSatisfying(QuickBooksDuplicateException.class, e -> {
            assertThat(e.getStatus()).isEqualTo(400);
            assertThat(e.getFaultType()).isEqualTo("ValidationFault");
            assertThat(e.getErrors()).singleElement().satisfies(error -> {
                assertThat(error.code()).isEqualTo("6240");
                assertThat(error.detail()).contains("Id=");
            });
            assertThat(e.getIntuitTid()).isNotBlank();
            assertThat(e.getOperation()).isEqualTo("create/Customer");
            assertThat(e).hasMessageContaining("create/Customer").hasMessageContaining("intuit_tid");
            assertThat(e.isRetryable()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({"THROTTLE", "HTML_502", "RESET_BEFORE", "RESET_MID_ANSWER", "ANSWER_LOST", "MALFORMED_JSON"})
    void whatMayPassIsUnavailableOrThrottled(Effect effect) {
        sandbox().faults().order(FaultOrder.of(effect).times(1));
        assertThat(send("quickbooks:create/Customer", json("{`DisplayName`:`Bumpy`}"))
                        .getException())
                .isInstanceOfAny(QuickBooksUnavailableException.class, QuickBooksThrottledException.class)
                .isInstanceOfSatisfying(QuickBooksException.class, e -> assertThat(e.isRetryable())
                        .isTrue());
    }

    @Test
    void nothingSecretIsInAMessage() {
        sandbox()
                .faults()
                .order(
                        FaultOrder.of(Effect.STATUS)
                                .status(
                                        400,
                                        "application/json",
                                        "{\"Fault\":{\"Error\":[{\"Message\":\"Bearer abcdef.ghijkl\",\"Detail\":\"SSN 123-45-6789, EIN"
                                                + " 12-3456789, account 123456789012, DocNumber=100000000017\",\"code\":\"2010\"}]}}"));
        Exception failure = send("quickbooks:read/Customer", "1").getException();
        assertThat(failure.toString())
                .doesNotContain("abcdef", "123-45-6789", "12-3456789", "12345678")
                .contains("***9012", "DocNumber=100000000017");
    }

    @Test
    void aPdfThatIsNoneIsAFault() {
        sandbox()
                .faults()
                .order(
                        FaultOrder.of(Effect.STATUS)
                                .status(
                                        200,
                                        "application/json",
                                        "{\"Fault\":{\"Error\":[{\"Message\":\"m\",\"code\":\"10000\"}],\"type\":\"SystemFault\"}}"));
        assertThat(send("quickbooks:pdf/Invoice", "1").getException()).isInstanceOf(QuickBooksException.class);
    }
}
