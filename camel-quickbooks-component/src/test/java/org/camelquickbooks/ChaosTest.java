package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two thousand writes while everything goes wrong that can: each is there once, each exchange has a true answer. */
class ChaosTest extends RouteTest {

    private static final int WRITES = 2_000;

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.setRefreshToken(sandbox().tokens(REALM).refreshToken());
        component.setMaxAttempts(25);
        component.setRequestTimeout(1_500);
        component.setCoalesceAt(0);
    }

    @ParameterizedTest(name = "coalesce={0}")
    @ValueSource(booleans = {false, true})
    void eachWriteIsThereOnce(boolean coalesce) throws Exception {
        orderFaults(coalesce ? 0.05 : 0.02);
        String customer = customerId();
        String item = itemId();
        Semaphore room = new Semaphore(120);
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < WRITES; i++) {
            var body = json("{`DocNumber`:`CH-" + i + "`,`CustomerRef`:{`value`:`" + customer
                    + "`},`Line`:[{`Amount`:1" + i + ".50,`DetailType`:`SalesItemLineDetail`,"
                    + "`SalesItemLineDetail`:{`ItemRef`:{`value`:`" + item + "`}}}]}");
            Map<String, Object> id = Map.of(QuickBooksConstants.REQUEST_ID, "chaos-" + i);
            room.acquire();
            all.add(start("quickbooks:create/Invoice?coalesce=" + coalesce, body, id)
                    .whenComplete((done, failure) -> room.release()));
        }
        for (int i = 0; i < WRITES; i++) {
            var made = answer(all.get(i).join());
            assertThat(made.path("DocNumber").asText()).isEqualTo("CH-" + i);
            assertThat(made.path("TotalAmt").decimalValue()).isEqualByComparingTo("1" + i + ".50");
        }
        assertThat(made()).hasSize(WRITES).allSatisfy((number, count) -> assertThat(count)
                .describedAs(number)
                .isEqualTo(1));
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    private static void orderFaults(double likely) {
        for (Effect effect : List.of(
                Effect.ANSWER_LOST,
                Effect.RESET_BEFORE,
                Effect.RESET_MID_ANSWER,
                Effect.HTML_502,
                Effect.MALFORMED_JSON)) {
            sandbox()
                    .faults()
                    .order(FaultOrder.of(effect).method("POST").path("*/v3/*").probability(likely));
        }
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.THROTTLE)
                        .path("*/v3/*")
                        .retryAfter(0)
                        .probability(0.01));
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.TOKEN_REVOKED).path("*/v3/*").probability(0.002));
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.LATENCY)
                        .millis(2_500)
                        .path("*/v3/*")
                        .times(5));
    }

    private static Map<String, Integer> made() {
        Map<String, Integer> made = new HashMap<>();
        for (int start = 1; ; start += 1000) {
            List<ObjectNode> page = company()
                    .query("select * from Invoice where DocNumber like 'CH-%' startposition " + start
                            + " maxresults 1000");
            page.forEach(invoice -> made.merge(invoice.path("DocNumber").asText(), 1, Integer::sum));
            if (page.size() < 1000) {
                return made;
            }
        }
    }
}
