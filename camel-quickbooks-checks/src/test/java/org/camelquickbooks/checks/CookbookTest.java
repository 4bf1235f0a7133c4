package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.flow.QuickBooksFlows;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each recipe of docs/cookbook.md does what it says: its routes, its messages and what it promises are read from the page. */
class CookbookTest {

    private static final Path PAGE = Path.of("..", "docs", "cookbook.md");
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile(
            "(Sent to|Refused by) `(direct:\\w+)`(?:, \"([^\"]+)\")?:\\n\\n```\\w*\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern FINDS = Pattern.compile("(in the other company )?`(select [^`]+)` finds (\\d+)");
    private static final Pattern FILE = Pattern.compile("`([^`]+)` is a file");
    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final String OTHER = "9130347596841899";

    @TempDir
    private Path scratch;

    @TestFactory
    Stream<DynamicTest> recipes() throws IOException {
        String[] recipes = Files.readString(PAGE).split("\n## ");
        assertThat(recipes).hasSizeGreaterThan(15);
        return Stream.of(recipes)
                .skip(1)
                .map(recipe ->
                        DynamicTest.dynamicTest(recipe.lines().findFirst().orElseThrow(), () -> run(recipe)));
    }

    private void run(String recipe) throws Exception {
        DeadLetters.clear();
        Path work = Files.createTempDirectory(scratch, "work");
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                        .withCompany(REALM)
                        .withCompany(OTHER)
                        .empty()
                        .throttled(false)
                        .start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            PageServer.start(context);
            QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
            component.setBaseUrl(sandbox.url());
            component.getConfiguration().setRealmId(REALM);
            component.setClientId("sandbox-client");
            component.setClientSecret("sandbox-secret");
            component.setTokenStore(connected(sandbox));
            component.setStateDirectory(work.resolve("state").toString());
            context.getPropertiesComponent().addInitialProperty("work", work.toString());
            context.getPropertiesComponent().addInitialProperty("other.company", OTHER);
            context.addRoutes(new QuickBooksFlows());
            List<String> blocks =
                    YAML.matcher(recipe).results().map(block -> block.group(1)).toList();
            assertThat(blocks).isNotEmpty();
            for (String block : blocks) {
                PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("recipe.yaml", block));
            }
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            for (MatchResult step : STEP.matcher(recipe).results().toList()) {
                send(template, step);
            }
            look(sandbox, work, recipe);
            DeadLetters.none();
        }
    }

    private static void send(ProducerTemplate template, MatchResult step) {
        Exchange done = template.request(
                step.group(2), exchange -> exchange.getMessage().setBody(step.group(4)));
        if (step.group(1).equals("Refused by")) {
            assertThat(done.getException()).hasMessageContaining(step.group(3));
        } else if (done.getException() != null) {
            throw new AssertionError(step.group(2) + " failed with " + step.group(4), done.getException());
        }
    }

    private static TokenStore connected(QuickBooksSandbox sandbox) {
        TokenStore tokens = new MemoryTokenStore();
        for (String realm : List.of(REALM, OTHER)) {
            tokens.save(new Token(realm, null, null, sandbox.tokens(realm).refreshToken(), null));
        }
        return tokens;
    }

    /** What follows changes takes a moment. */
    private static void look(QuickBooksSandbox sandbox, Path work, String recipe) throws Exception {
        for (MatchResult finds : FINDS.matcher(recipe).results().toList()) {
            String realm = finds.group(1) == null ? REALM : OTHER;
            int wanted = Integer.parseInt(finds.group(3));
            Eventually.holds(
                    wanted + " rows of: " + finds.group(2),
                    () -> sandbox.company(realm).query(finds.group(2)).size() == wanted,
                    () -> sandbox.company(realm).query(finds.group(2)));
        }
        for (MatchResult file : FILE.matcher(recipe).results().toList()) {
            Eventually.holds("the file " + file.group(1), () -> Files.isRegularFile(work.resolve(file.group(1))));
        }
    }
}
