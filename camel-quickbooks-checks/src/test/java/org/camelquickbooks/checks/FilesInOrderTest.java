package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.flow.QuickBooksFlows;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cookbook's recipe for files whose order matters books them in that order. */
class FilesInOrderTest {

    private static final Pattern RECIPE =
            Pattern.compile("## Process files in order.*?```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final int ORDERS = 25;

    @TempDir
    private Path work;

    @Test
    void filesAreBookedInTheOrderOfTheirNames() throws Exception {
        Matcher recipe = RECIPE.matcher(Files.readString(Path.of("..", "docs", "cookbook.md")));
        assertThat(recipe.find()).isTrue();
        List<String> numbers = new ArrayList<>();
        Path orders = Files.createDirectories(work.resolve("orders"));
        for (int i = 1; i <= ORDERS; i++) {
            String number = "F-%02d".formatted(i);
            numbers.add(number);
            // The first are the largest: one after the other or not makes a difference.
            Files.writeString(orders.resolve(number + ".json"), order(number, ORDERS - i + 1));
        }
        try (QuickBooksSandbox sandbox =
                        QuickBooksSandbox.create().withCompany(REALM).empty().start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
            component.setBaseUrl(sandbox.url());
            component.getConfiguration().setRealmId(REALM);
            component.setAccessToken(sandbox.tokens(REALM).access().value());
            component.setStateDirectory(work.resolve("state").toString());
            context.getPropertiesComponent().addInitialProperty("work", work.toString());
            context.addRoutes(new QuickBooksFlows());
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("recipe.yaml", recipe.group(1)));
            context.start();
            Eventually.holds(
                    ORDERS + " invoices", () -> sandbox.company().count("Invoice") == ORDERS, () -> sandbox.company()
                            .count("Invoice"));
            assertThat(sandbox.company().query("select * from Invoice maxresults 1000").stream()
                            .sorted(Comparator.comparingLong(
                                    invoice -> invoice.path("Id").asLong()))
                            .map(invoice -> invoice.path("DocNumber").asText()))
                    .containsExactlyElementsOf(numbers);
        }
    }

    private static String order(String number, int lines) {
        StringBuilder text = new StringBuilder("{`id`:`%1$s`,`number`:`%1$s`,`date`:`2026-01-31`,".formatted(number))
                .append("`customer`:{`name`:`Customer %s`},`lines`:[".formatted(number));
        for (int i = 0; i < lines; i++) {
            text.append(i == 0 ? "" : ",").append("{`item`:`Services`,`quantity`:1,`unitPrice`:10,`amount`:10}");
        }
        return text.append("],`total`:%d}".formatted(10 * lines)).toString().replace('`', '"');
    }
}
