package org.camelquickbooks.examples.monthend;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.examples.Demo;
import org.camelquickbooks.examples.Outcome;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;

/** The month-end reports of several companies, within the limits of each, to files; once. */
public final class MonthEnd {

    private static final int COMPANIES = 4;
    private static final int REPORTS = 5;

    private MonthEnd() {}

    public static Outcome run(Map<String, String> properties, PrintStream out) throws Exception {
        QuickBooksSandbox sandbox =
                QuickBooksSandbox.create().port(0).withCompanies(COMPANIES).start();
        try (Demo demo = new Demo("multi-company-month-end", out, properties, sandbox)) {
            TokenStore tokens = new MemoryTokenStore();
            List<String> realms = new ArrayList<>();
            for (SandboxCompany company : sandbox.companies()) {
                realms.add(company.realmId());
                connect(sandbox, tokens, company.realmId());
            }
            demo.bind("tokens", tokens);
            demo.set("companies", String.join(",", realms));
            demo.set(
                    "reports.directory",
                    Files.createDirectories(Path.of(demo.get("state")).resolve("reports"))
                            .toString());
            CamelContext context = demo.start(new Routes());
            return show(demo, context);
        }
    }

    /** In earnest this is done on the pages of quickbooks:connect, or with the tool. */
    private static void connect(QuickBooksSandbox sandbox, TokenStore tokens, String realm) {
        String refresh =
                sandbox.tokenJson(sandbox.tokens(realm)).path("refresh_token").asText();
        tokens.save(new Token(realm, null, null, refresh, null));
    }

    private static Outcome show(Demo demo, CamelContext context) throws Exception {
        Path output = Path.of(demo.get("reports.directory"));
        String month = YearMonth.of(2026, 1).toString();
        context.createProducerTemplate().sendBody("direct:close", month);
        demo.await(
                "%d companies, %d reports each: %d files in %s"
                        .formatted(COMPANIES, REPORTS, COMPANIES * REPORTS, output),
                () -> files(output) == COMPANIES * REPORTS);
        long calls = reports(demo);
        context.createProducerTemplate().sendBody("direct:close", month);
        demo.say("%d reports were fetched in the first run, %d in the second run"
                .formatted(calls, reports(demo) - calls));
        return demo.outcome(
                reports(demo) == calls && files(output) == COMPANIES * REPORTS,
                "%d companies were closed twice, and each of %d reports was fetched once"
                        .formatted(COMPANIES, COMPANIES * REPORTS));
    }

    private static long reports(Demo demo) {
        return demo.sandbox()
                .requests()
                .find(entry -> entry.path().contains("/reports/"))
                .size();
    }

    private static long files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
