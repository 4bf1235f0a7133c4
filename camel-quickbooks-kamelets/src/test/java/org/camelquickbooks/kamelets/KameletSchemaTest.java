package org.camelquickbooks.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each Kamelet is what the Kamelet CRD says, and says all that a tool or a person wants to know. */
class KameletSchemaTest {

    private static final Map<String, JsonNode> KAMELETS = Catalogue.kamelets();
    private static final JsonSchema CRD = crd();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??(\\w+)}}");

    private static JsonSchema crd() {
        try (InputStream in = KameletSchemaTest.class.getResourceAsStream("/camel.apache.org_kamelets.yaml")) {
            JsonNode versions = Catalogue.YAML.readTree(in).at("/spec/versions");
            for (JsonNode version : versions) {
                if (version.path("name").asText().equals("v1")) {
                    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                            .getSchema(version.at("/schema/openAPIV3Schema"));
                }
            }
            throw new IllegalStateException("The CRD has no version v1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> names() {
        return KAMELETS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itIsAKamelet(String name) {
        Set<ValidationMessage> mistakes = CRD.validate(KAMELETS.get(name));
        assertThat(mistakes).isEmpty();
    }

    @Test
    void aMistakeWouldBeSeen() {
        ObjectNode kamelet = KAMELETS.get("quickbooks-create-sink").deepCopy();
        ((ObjectNode) kamelet.at("/spec/definition")).put("required", "entity");
        assertThat(CRD.validate(kamelet)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itSaysWhatItIs(String name) {
        JsonNode kamelet = KAMELETS.get(name);
        assertThat(kamelet.at("/metadata/name").asText()).isEqualTo(name);
        String type =
                kamelet.at("/metadata/labels/camel.apache.org~1kamelet.type").asText();
        assertThat(List.of("source", "sink", "action")).contains(type);
        assertThat(name).startsWith("quickbooks-").endsWith("-" + type);
        for (String annotation : List.of("icon", "support.level", "group", "namespace")) {
            assertThat(kamelet.at("/metadata/annotations/camel.apache.org~1kamelet." + annotation)
                            .asText())
                    .isNotEmpty();
        }
        assertThat(kamelet.at("/metadata/annotations/camel.apache.org~1catalog.version")
                        .asText())
                .doesNotContain("@");
        JsonNode definition = kamelet.at("/spec/definition");
        assertThat(definition.path("title").asText()).startsWith("QuickBooks ");
        assertThat(definition.path("description").asText()).endsWith(".");
        assertThat(kamelet.at("/spec/dependencies").toString()).contains("mvn:org.camelquickbooks:camel-quickbooks:");
        boolean gives = !type.equals("sink");
        boolean takes = !type.equals("source");
        assertThat(isDescribed(kamelet.at("/spec/dataTypes/out"))).isEqualTo(gives);
        assertThat(isDescribed(kamelet.at("/spec/dataTypes/in"))).isEqualTo(takes);
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachPropertyIsDescribedAndUsed(String name) {
        JsonNode kamelet = KAMELETS.get(name);
        JsonNode properties = kamelet.at("/spec/definition/properties");
        Set<String> described = new TreeSet<>();
        properties.properties().forEach(property -> {
            described.add(property.getKey());
            JsonNode schema = property.getValue();
            assertThat(schema.path("title").asText()).as(property.getKey()).isNotEmpty();
            assertThat(schema.path("description").asText())
                    .as(property.getKey())
                    .endsWith(".");
            assertThat(List.of("string", "integer", "boolean"))
                    .contains(schema.path("type").asText());
            assertThat(schema.has("default") || schema.has("example") || schema.has("format"))
                    .as(property.getKey() + " has a default or an example")
                    .isTrue();
            if (schema.has("enum") && schema.has("default")) {
                assertThat(schema.path("enum")).contains(schema.path("default"));
            }
        });
        kamelet.at("/spec/definition/required").forEach(required -> {
            assertThat(described).contains(required.asText());
            assertThat(properties.path(required.asText()).has("default")).isFalse();
        });
        Set<String> used = new TreeSet<>();
        Matcher placeholders = PLACEHOLDER.matcher(kamelet.at("/spec/template").toString());
        while (placeholders.find()) {
            used.add(placeholders.group(1));
        }
        // A bean of the template is named like a property.
        kamelet.at("/spec/template/beans")
                .forEach(bean -> used.remove(bean.path("name").asText()));
        assertThat(used).isEqualTo(described);
    }

    /** What writes can be told which write is the same again; what answers in which form. */
    @ParameterizedTest
    @MethodSource("names")
    void eachWriteHasARequestIdAndEachAnswerAForm(String name) {
        JsonNode kamelet = KAMELETS.get(name);
        JsonNode properties = kamelet.at("/spec/definition/properties");
        boolean writes = name.endsWith("-sink")
                || Set.of("quickbooks-send-action", "quickbooks-estimate-to-invoice-action")
                        .contains(name);
        assertThat(properties.has("requestIdExpression")).isEqualTo(writes);
        // The body of the replica action stays as it is.
        boolean answers = !name.endsWith("-sink") && !name.equals("quickbooks-replica-action");
        assertThat(properties.has("outputType")).isEqualTo(answers);
        // QuickBooks takes no e-mails and no files in a batch, and a batch is one.
        boolean gathers = writes
                && !Set.of("quickbooks-send-action", "quickbooks-upload-sink", "quickbooks-batch-sink")
                        .contains(name);
        assertThat(properties.has("coalesce")).isEqualTo(gathers);
        // As Apache Camel's own catalogue names them; those with a scheme are transformers of the component.
        Map<String, String> formats = Map.of(
                "json",
                "quickbooks:application-json",
                "struct",
                "quickbooks:application-x-struct",
                "cloudevents",
                "quickbooks:application-cloudevents",
                "binary",
                "application-octet-stream",
                "text",
                "plain-text");
        for (String direction : List.of("in", "out")) {
            assertThat(kamelet.at("/spec/dataTypes/" + direction).has("default"))
                    .as("Camel 4.22 would convert each body to it, whatever outputType says")
                    .isFalse();
            kamelet.at("/spec/dataTypes/" + direction + "/types").properties().forEach(each -> assertThat(
                            each.getValue().path("format").asText())
                    .isEqualTo(formats.get(each.getKey())));
        }
    }

    /** What a source delivers may be converted; what is taken has one form. */
    @ParameterizedTest
    @MethodSource("names")
    void onlyASourceHasSeveralForms(String name) {
        JsonNode types = KAMELETS.get(name).at("/spec/dataTypes");
        assertThat(types.at("/in/types").size()).isLessThanOrEqualTo(1);
        assertThat(types.at("/out/types").size() > 1).isEqualTo(name.endsWith("-source"));
    }

    /** Each form has a media type, and words. */
    private static boolean isDescribed(JsonNode types) {
        boolean described = !types.path("types").isEmpty();
        for (JsonNode form : types.path("types")) {
            described &= !form.path("mediaType").asText().isEmpty()
                    && !form.path("description").asText().isEmpty();
        }
        return described;
    }
}
