package org.camelquickbooks.client.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookPayloadTest {

    private static List<WebhookEvent> parse(String json) {
        return read(json).events();
    }

    private static WebhookPayload.Post read(String json) {
        return WebhookPayload.read(json.replace('`', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theLegacyShapeIsRead() {
        List<WebhookEvent> events = parse(
                "{`eventNotifications`:[{`realmId`:`1`,`dataChangeEvent`:{`entities`:["
                        + "{`name`:`Customer`,`id`:`1`,`operation`:`Create`,`lastUpdated`:`2026-01-05T14:42:19-0700`},"
                        + "{`name`:`Customer`,`id`:`7`,`operation`:`Merge`,`deletedId`:`9`,`lastUpdated`:`2026-01-05T14:42:19Z`}]}},"
                        + "{`realmId`:`2`,`dataChangeEvent`:{`entities`:["
                        + "{`name`:`Invoice`,`id`:`3`,`operation`:`Emailed`,`lastUpdated`:`2026-01-05T14:42:19.000+02:00`}]}}]}");
        assertThat(events)
                .extracting(WebhookEvent::toString)
                .containsExactly(
                        "Customer 1 created of company 1",
                        "Customer 7 merged of company 1",
                        "Invoice 3 emailed of company 2");
        assertThat(events.get(0).time()).isEqualTo(Instant.parse("2026-01-05T21:42:19Z"));
        assertThat(events.get(1).deletedId()).isEqualTo("9");
        assertThat(events.get(2).time()).isEqualTo(Instant.parse("2026-01-05T12:42:19Z"));
        assertThat(events).extracting(WebhookEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void cloudEventsAreRead() {
        List<WebhookEvent> events = parse("[{`specversion`:`1.0`,`id`:`88cd52aa`,`source`:`intuit.dsn=`,"
                + "`type`:`qbo.billpayment.voided.v1`,`datacontenttype`:`application/json`,"
                + "`time`:`2026-01-10T21:31:25.179851517Z`,`intuitentityid`:`1234`,`intuitaccountid`:`310687`,`data`:{}},"
                + "{`specversion`:`1.0`,`id`:`2`,`type`:`qbo.spaceship.created.v2`,`time`:`2026-01-10T21:31:25Z`,"
                + "`intuitentityid`:`5`,`intuitaccountid`:`4`}]");
        assertThat(events)
                .extracting(WebhookEvent::toString)
                .containsExactly("BillPayment 1234 voided of company 310687", "spaceship 5 created of company 4");
        assertThat(events.get(0).id()).isEqualTo("88cd52aa");
        assertThat(events.get(0).time()).isEqualTo(Instant.parse("2026-01-10T21:31:25.179851517Z"));
    }

    @Test
    void theWireWordVoidIsVoided() {
        assertThat(parse("[{`id`:`2`,`type`:`qbo.invoice.void.v1`,`time`:`2026-01-10T21:31:25Z`,"
                        + "`intuitentityid`:`5`,`intuitaccountid`:`4`}]"))
                .extracting(WebhookEvent::operation)
                .containsExactly("voided");
    }

    @Test
    void aBrokenEventDoesNotHoldBackTheOthers() {
        WebhookPayload.Post post = WebhookPayload.read(("[{'id':'1'},{'id':'2','type':'qbo.changeorder.created.v1',"
                        + "'time':'2026-01-10T21:31:25Z','intuitentityid':'5','intuitaccountid':'4'}]")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8));
        assertThat(post.events()).extracting(WebhookEvent::entity).containsExactly("ChangeOrder");
        assertThat(post.setAside()).isEqualTo(1);
        assertThat(WebhookPayload.read("{".getBytes(StandardCharsets.UTF_8)).events())
                .isEmpty();
    }

    @Test
    void currenciesHaveTheirOtherName() {
        assertThat(parse("[{`id`:`2`,`type`:`qbo.currency.created.v1`,`time`:`2026-01-10T21:31:25Z`,"
                        + "`intuitentityid`:`5`,`intuitaccountid`:`4`}]"))
                .extracting(WebhookEvent::entity)
                .containsExactly("CompanyCurrency");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "12",
                "{}",
                "[1]",
                "[{}]",
                "{`eventNotifications`:{}}",
                "{`eventNotifications`:[{}]}",
                "[{`id`:`2`,`type`:`qbo.a.b.v1`,`time`:`soon`,`intuitentityid`:`5`,`intuitaccountid`:`4`}]"
            })
    void whatIsNoWebhookIsSetAside(String text) {
        WebhookPayload.Post post = read(text);
        assertThat(post.events()).isEmpty();
        assertThat(post.setAside()).isEqualTo(1);
        assertThat(post.reason()).isNotBlank();
    }

    @Test
    void onlyTheEventIsSetAsideInWhichSomethingIsWrong() {
        String entity = "{`name`:`Customer`,`id`:`%s`,`operation`:`Create`,`lastUpdated`:`2026-01-05T14:42:19Z`%s}";
        String entities = "`dataChangeEvent`:{`entities`:[" + entity.formatted("1", ",`x`:1e2147483648") + ","
                + entity.formatted("2", "") + "," + entity.formatted("3", ",`id`:`4`") + ","
                + entity.formatted("5", ",`x`:NaN") + "]}}";
        WebhookPayload.Post post = read("{`eventNotifications`:[{`realmId`:`1`," + entities + "]}");
        assertThat(post.events()).extracting(WebhookEvent::toString).containsExactly("Customer 2 created of company 1");
        assertThat(post.setAside()).isEqualTo(3);
        assertThat(post.reason()).contains("/eventNotifications/0/dataChangeEvent/entities/0/x");
        // Two companies for the same events: none can be trusted.
        assertThat(read("{`eventNotifications`:[{`realmId`:`1`,`realmId`:`2`," + entities + "]}"))
                .extracting(WebhookPayload.Post::setAside)
                .isEqualTo(4);
    }

    @Test
    void aPostHasAtMostSoManyEvents() {
        String event = "{`id`:`2`,`type`:`qbo.invoice.created.v1`,`time`:`2026-01-10T21:31:25Z`,`intuitentityid`:`5`,"
                + "`intuitaccountid`:`4`}";
        WebhookPayload.Post post = read("[" + event + ("," + event).repeat(WebhookPayload.MAX_EVENTS) + "]");
        assertThat(post.events()).hasSize(WebhookPayload.MAX_EVENTS);
        assertThat(post.setAside()).isEqualTo(1);
    }

    @Test
    void aSignatureIsCheckedAgainstSeveralTokens() {
        byte[] body = "[{\"ä\":1}]".getBytes(StandardCharsets.UTF_8);
        // printf '[{"ä":1}]' | openssl dgst -sha256 -hmac new -binary | base64
        String good = "nAxsyTz40ttEGbX7EZU1ImvsBLW9aoNiQlij6lXc/Aw=";
        Signature both = new Signature("old , new");
        assertThat(both.isGood(body, good)).isTrue();
        assertThat(new Signature("old").isGood(body, good)).isFalse();
        assertThat(both.isGood(body, null)).isFalse();
        assertThat(both.isGood(body, "")).isFalse();
        assertThat(both.isGood(body, "not base64 §")).isFalse();
        assertThat(both.isGood("[{\"ä\":2}]".getBytes(StandardCharsets.UTF_8), good))
                .isFalse();
    }
}
