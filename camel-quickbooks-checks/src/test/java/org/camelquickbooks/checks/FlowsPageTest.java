package org.camelquickbooks.checks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.camelquickbooks.flow.QuickBooksFlows;
import org.junit.jupiter.api.Test;

/** docs/flows.md describes the templates as they describe themselves. */
class FlowsPageTest {

    @Test
    void thePageIsThatOfTheTemplates() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new QuickBooksFlows());
            PageWithTables.check(Path.of("..", "docs", "flows.md"), Map.of("flows", describe(context)));
        }
    }

    private static String describe(DefaultCamelContext context) throws IOException {
        StringBuilder text = new StringBuilder();
        for (RouteTemplateDefinition template : context.getRouteTemplateDefinitions()) {
            text.append("\n### ").append(template.getId()).append("\n\n");
            text.append(template.getDescriptionText()).append(".\n\n| parameter | default | |\n|---|---|---|\n");
            for (RouteTemplateParameterDefinition parameter : template.getTemplateParameters()) {
                String value = parameter.getDefaultValue();
                text.append("| `").append(parameter.getName()).append("` | ");
                text.append(
                        value == null && !Boolean.FALSE.equals(parameter.getRequired())
                                ? "required"
                                : value == null || value.isEmpty() ? "" : "`" + value + "`");
                text.append(" | ")
                        .append(parameter.getDescription().replace("|", "\\|"))
                        .append(". |\n");
            }
        }
        return text.toString();
    }
}
