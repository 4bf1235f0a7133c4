package org.camelquickbooks.sandbox.xml;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.FieldType;
import org.camelquickbooks.sandbox.catalogue.Shape;
import org.camelquickbooks.sandbox.json.Json;

/** Writes answers by the names of the published schema. */
public final class XmlWriter {

    private static final String NAMESPACE = "http://schema.intuit.com/finance/v3";
    private static final byte[] DECLARATION =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>".getBytes(StandardCharsets.UTF_8);
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
    /** Scalars of envelopes that the schema has as attributes. */
    private static final java.util.Set<String> ATTRIBUTES = java.util.Set.of(
            "startPosition",
            "maxResults",
            "totalCount",
            "bId",
            "type",
            "code",
            "element",
            "time",
            "group",
            "value",
            "id");

    private final Catalogue catalogue = Catalogue.get();
    private final XMLStreamWriter out;

    private XmlWriter(XMLStreamWriter out) {
        this.out = out;
    }

    /** An envelope that was made as JSON. */
    public static byte[] envelope(byte[] json) {
        JsonNode node = Json.parse(json);
        if (node.has("Header") && node.has("Columns")) {
            return write("Report", null, writer -> writer.fields(node));
        }
        return write("IntuitResponse", Json.text(node, "time"), writer -> writer.fields(node));
    }

    public static byte[] fault(JsonNode fault, String time) {
        return write("IntuitResponse", time, writer -> writer.element("Fault", fault));
    }

    @FunctionalInterface
    private interface Content {
        void write(XmlWriter writer) throws XMLStreamException;
    }

    private static byte[] write(String root, String time, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            // The JDK's writer cannot say standalone, as the service does.
            bytes.writeBytes(DECLARATION);
            XMLStreamWriter out = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            out.writeStartElement(root);
            out.writeDefaultNamespace(NAMESPACE);
            if (time != null) {
                out.writeAttribute("time", time);
            }
            content.write(new XmlWriter(out));
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("An answer cannot be written as XML", e);
        }
        return bytes.toByteArray();
    }

    private void fields(JsonNode node) throws XMLStreamException {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isContainerNode()) {
                element(field.getKey(), field.getValue());
            } else if (!field.getValue().isNull() && !ATTRIBUTES.contains(field.getKey())) {
                text(field.getKey(), field.getValue().asText());
            }
        }
    }

    /** Something of an envelope, or an entity in it. */
    private void element(String name, JsonNode value) throws XMLStreamException {
        if (value.isArray()) {
            for (JsonNode element : value) {
                element(name, element);
            }
            return;
        }
        if (!value.isObject()) {
            text(name, value.asText());
            return;
        }
        EntityType type = catalogue.find(name);
        if (type != null && !type.name().equals("RecurringTransaction")) {
            shaped(name, type.shape(), value);
            return;
        }
        out.writeStartElement(name);
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (!field.getValue().isContainerNode() && ATTRIBUTES.contains(field.getKey())) {
                out.writeAttribute(field.getKey(), clean(field.getValue().asText()));
            }
        }
        fields(value);
        out.writeEndElement();
    }

    private void shaped(String name, Shape shape, JsonNode value) throws XMLStreamException {
        out.writeStartElement(name);
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            FieldType type = shape.field(field.getKey());
            if (type != null && type.attribute()) {
                out.writeAttribute(field.getKey(), clean(field.getValue().asText()));
            }
        }
        // The schema puts elements in its own order, and some readers insist on it.
        for (Map.Entry<String, FieldType> field : shape.fields().entrySet()) {
            JsonNode content = value.get(field.getKey());
            if (content != null && !field.getValue().attribute()) {
                field(field.getKey(), field.getValue(), content, shape);
            }
        }
        out.writeEndElement();
    }

    private void field(String name, FieldType type, JsonNode content, Shape shape) throws XMLStreamException {
        if (content.isArray()) {
            for (JsonNode element : content) {
                field(name, type, element, shape);
            }
        } else if (type.kind() == FieldType.Kind.OBJECT && content.isObject()) {
            shaped(name, catalogue.shape(type.shape()), content);
        } else if (type.kind() == FieldType.Kind.ANY) {
            any(name, content);
        } else if (name.equals("value") && isText(shape)) {
            out.writeCharacters(clean(content.asText()));
        } else {
            text(name, content.asText());
        }
    }

    /** Types whose value is the text of their element. */
    static boolean isText(Shape shape) {
        return shape.name().equals("ReferenceType") || shape.name().equals("MemoRef");
    }

    private void any(String name, JsonNode content) throws XMLStreamException {
        out.writeStartElement(name);
        for (JsonNode element : content.path("any")) {
            JsonNode value = element.path("value");
            if (value.has("Name")) {
                out.writeStartElement("NameValue");
                text("Name", value.path("Name").asText());
                text("Value", value.path("Value").asText());
                out.writeEndElement();
            }
        }
        out.writeEndElement();
    }

    private void text(String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(clean(text));
        out.writeEndElement();
    }

    /** XML 1.0 has no place for most control characters. */
    private static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' && "\t\n\r".indexOf(text.charAt(i)) < 0 || text.charAt(i) >= '\ufffe') {
                return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
            }
        }
        return text;
    }
}
