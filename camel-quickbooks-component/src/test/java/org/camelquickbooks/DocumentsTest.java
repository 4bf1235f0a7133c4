package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.Exchange;
import org.camelquickbooks.model.QuickBooksValidationException;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest extends RouteTest {

    @TempDir
    Path files;

    private String anInvoice() {
        return company().create("Invoice", invoice("DOC-1", "10.00")).path("Id").asText();
    }

    @Test
    void mailsADocument() {
        String id = anInvoice();
        JsonNode sent = answer(send("quickbooks:send/Invoice?sendTo=a@example.com", id));
        assertThat(sent.path("EmailStatus").asText()).isEqualTo("EmailSent");
        answer(send("quickbooks:send/Invoice", id, QuickBooksConstants.SEND_TO, "b+c@example.com"));
        assertThat(company().letters()).hasSize(2);
        assertThat(company().letters().get(1).toString()).contains("b+c@example.com");
    }

    @Test
    void aMailWhoseAnswerIsLostGoesOutOnce() {
        sandbox().faults().loseNextAnswer();
        answer(send("quickbooks:send/Invoice?sendTo=a@example.com", anInvoice()));
        assertThat(company().letters()).hasSize(1);
    }

    @Test
    void printsADocument() throws Exception {
        Exchange exchange = send("quickbooks:pdf/Invoice", anInvoice());
        try (InputStream pdf = exchange.getMessage().getBody(InputStream.class)) {
            assertThat(pdf.readNBytes(5)).isEqualTo("%PDF-".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/pdf");
        assertThat(send("quickbooks:pdf/Invoice?outputType=bytes", anInvoice())
                        .getMessage()
                        .getBody())
                .isInstanceOf(byte[].class);
    }

    @Test
    void uploadsAndDownloadsEveryKindOfBody() throws Exception {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        File file = Files.write(files.resolve("scan.bin"), content).toFile();
        String invoice = anInvoice();
        for (Object body : List.of(content, new ByteArrayInputStream(content), file, file.toPath())) {
            JsonNode attachable =
                    answer(send("quickbooks:upload?attachTo=Invoice:" + invoice + "&fileName=Scän \"1\".pdf", body));
            assertThat(attachable.path("FileName").asText()).contains("Scän");
            assertThat(attachable
                            .path("AttachableRef")
                            .get(0)
                            .path("EntityRef")
                            .path("value")
                            .asText())
                    .isEqualTo(invoice);
            Exchange exchange = send(
                    "quickbooks:download",
                    null,
                    QuickBooksConstants.ENTITY_ID,
                    attachable.path("Id").asText());
            assertThat(exchange.getException()).isNull();
        }
    }

    @Test
    void whatIsDownloadedIsWhatWasUploaded() throws Exception {
        int before = company().count("Attachable");
        byte[] content = new byte[2_000_000];
        new Random(2).nextBytes(content);
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST).path("*/upload").times(1));
        String id = answer(send("quickbooks:upload?fileName=a.bin", new ByteArrayInputStream(content)))
                .path("Id")
                .asText();
        byte[][] back = new byte[1][];
        context.addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("direct:download")
                        .to("quickbooks:download")
                        .process(e -> back[0] =
                                e.getMessage().getBody(InputStream.class).readAllBytes());
            }
        });
        template.sendBody("direct:download", id);
        assertThat(back[0]).isEqualTo(content);
        assertThat(company().count("Attachable")).isEqualTo(before + 1);
    }

    @Test
    void anUploadWithoutANameOrWithoutContentIsRefused() {
        assertThat(send("quickbooks:upload", new byte[] {1}).getException()).hasMessageContaining("fileName");
        assertThat(send("quickbooks:upload?fileName=a.txt", new byte[0]).getException())
                .hasMessageContaining("0 bytes");
        assertThat(send("quickbooks:upload?fileName=a.txt&attachTo=Invoic:4", "x")
                        .getException())
                .hasMessageContaining("did you mean 'Invoice'?");
        assertThat(send("quickbooks:upload?fileName=a.txt&attachTo=Invoice", "x")
                        .getException())
                .hasMessageContaining("attachTo=Invoice must name");
    }

    @Test
    void aReportRawAndFlat() {
        JsonNode raw = answer(send("quickbooks:report/TrialBalance", null));
        assertThat(raw.path("Header").path("ReportName").asText()).isEqualTo("TrialBalance");
        Exchange flat = send(
                "quickbooks:report/ProfitAndLoss?flatten=true&parameter.start_date=2020-01-01&parameter.end_date=2030-12-31",
                null);
        List<?> rows = flat.getMessage().getBody(List.class);
        assertThat(rows).isNotEmpty().anySatisfy(row -> {
            Map<?, ?> map = (Map<?, ?>) row;
            assertThat(map.get("rowType")).isEqualTo("data");
            assertThat(map.values()).anySatisfy(value -> assertThat(value).isInstanceOf(BigDecimal.class));
        });
        Exchange header = send(
                "quickbooks:report/ProfitAndLoss",
                null,
                QuickBooksConstants.PARAMETERS,
                Map.of("start_date", "2024-01-01"));
        assertThat(answer(header).path("Header").path("StartPeriod").asText()).isEqualTo("2024-01-01");
    }

    @Test
    void tellsWhatChangedSinceATime() {
        Instant before = sandbox().clock().instant().minusSeconds(5);
        sandbox().clock().advance(java.time.Duration.ofSeconds(60));
        String id = company()
                .create("Customer", "{\"DisplayName\":\"Changed\"}")
                .path("Id")
                .asText();
        Exchange exchange = send(
                "quickbooks:cdc?entities=Customer, Invoice",
                null,
                QuickBooksConstants.CHANGED_SINCE,
                before.plusSeconds(30));
        assertThat(answer(exchange).path("Customer"))
                .singleElement()
                .satisfies(c -> assertThat(c.path("Id").asText()).isEqualTo(id));
        assertThat(exchange.getMessage().getHeader(QuickBooksConstants.ROW_COUNT))
                .isEqualTo(1);
        assertThat(exchange.getMessage().getHeader(QuickBooksConstants.TRUNCATED))
                .isEqualTo(false);
        assertThat(send("quickbooks:cdc?entities=Customer", null).getException())
                .hasMessageContaining("changedSince");
        assertThat(send("quickbooks:cdc?changedSince=2024-01-01", null).getException())
                .hasMessageContaining("entities");
    }

    @Test
    void theEscapeHatchIsAuthorizedAndReadsFaultsToo() {
        JsonNode raw = answer(send("quickbooks:request?path=customer/" + customerId(), null));
        assertThat(raw.path("Customer").path("Id").asText()).isEqualTo(customerId());
        Exchange posted = send(
                "quickbooks:request?method=POST&path=customer",
                new ByteArrayInputStream("{\"DisplayName\":\"By request\"}".getBytes(StandardCharsets.UTF_8)));
        assertThat(answer(posted).path("Customer").path("DisplayName").asText()).isEqualTo("By request");
        assertThat(posted.getMessage().getHeader(QuickBooksConstants.REQUEST_ID))
                .isNotNull();
        Exchange headers = send(
                "quickbooks:request",
                "select count(*) from Customer",
                QuickBooksConstants.METHOD,
                "POST",
                QuickBooksConstants.PATH,
                "query");
        assertThat(answer(headers).path("QueryResponse").has("totalCount")).isTrue();
        assertThat(send("quickbooks:request?method=POST&path=customer", "{}").getException())
                .isInstanceOf(QuickBooksValidationException.class);
        assertThat(send("quickbooks:request?path=../../admin", null).getException())
                .hasMessageContaining("path=");
        assertThat(send("quickbooks:request?path=customer/1", null, QuickBooksConstants.METHOD, "DELETE")
                        .getException())
                .hasMessageContaining("method=DELETE");
    }
}
