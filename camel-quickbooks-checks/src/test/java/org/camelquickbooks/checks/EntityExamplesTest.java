package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each request of docs/entity-examples.md has the answer that follows it. -Ddocs.write=true writes the answers again. */
class EntityExamplesTest {

    private static final Path PAGE = Pages.ROOT.resolve("docs/entity-examples.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "<!-- create: (\\w+) -->\\n```json\\n(.*?)```(\\n\\nThe answer:\\n\\n<!-- answer -->\\n```json\\n)(.*?)```",
            Pattern.DOTALL);
    private static final Pattern TIME = Pattern.compile("\"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[^\"]*\"");
    private static final String REALM = QuickBooksSandbox.US_REALM;

    @TempDir
    private Path work;

    @Test
    void answersAreThoseOfTheSandbox() throws Exception {
        String page = Files.readString(PAGE);
        StringBuilder expected = new StringBuilder();
        Set<String> entities = new LinkedHashSet<>();
        try (QuickBooksSandbox sandbox =
                        QuickBooksSandbox.create().throttled(false).start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
            component.setBaseUrl(sandbox.url());
            component.getConfiguration().setRealmId(REALM);
            component.setAccessToken(sandbox.tokens(REALM).access().value());
            component.setStateDirectory(work.resolve("state").toString());
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            Matcher example = EXAMPLE.matcher(page);
            int end = 0;
            while (example.find()) {
                entities.add(example.group(1));
                JsonNode answer =
                        template.requestBody("quickbooks:create/" + example.group(1), example.group(2), JsonNode.class);
                expected.append(page, end, example.start(4)).append(printed(answer));
                end = example.end(4);
            }
            expected.append(page.substring(end));
        }
        assertThat(entities).hasSize(20);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, expected);
            return;
        }
        assertThat(page)
                .as("answers have changed; -Ddocs.write=true writes them again")
                .isEqualTo(expected.toString());
    }

    /** A field on each line, and each element of a list of objects on its own. */
    private static String printed(JsonNode entity) {
        StringBuilder text = new StringBuilder("{\n");
        int left = entity.size();
        for (Map.Entry<String, JsonNode> field : entity.properties()) {
            text.append("  \"").append(field.getKey()).append("\": ");
            if (field.getValue().isArray() && field.getValue().size() > 0) {
                elements(field.getValue(), text);
            } else {
                text.append(inline(field.getValue()));
            }
            text.append(--left == 0 ? "\n" : ",\n");
        }
        return TIME.matcher(text.append("}\n")).replaceAll("\"2026-02-28T09:00:00-08:00\"");
    }

    private static void elements(JsonNode list, StringBuilder text) {
        text.append("[\n");
        for (int i = 0; i < list.size(); i++) {
            text.append("    ").append(inline(list.get(i))).append(i + 1 == list.size() ? "\n" : ",\n");
        }
        text.append("  ]");
    }

    private static String inline(JsonNode value) {
        if (value.isObject()) {
            StringBuilder text = new StringBuilder("{");
            value.properties().forEach(field -> text.append(text.length() == 1 ? "" : ", ")
                    .append('"')
                    .append(field.getKey())
                    .append("\": ")
                    .append(inline(field.getValue())));
            return text.append('}').toString();
        }
        if (value.isArray()) {
            StringBuilder text = new StringBuilder("[");
            value.forEach(element -> text.append(text.length() == 1 ? "" : ", ").append(inline(element)));
            return text.append(']').toString();
        }
        return value.toString();
    }
}
