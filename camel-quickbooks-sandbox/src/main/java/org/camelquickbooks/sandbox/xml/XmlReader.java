package org.camelquickbooks.sandbox.xml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.FieldType;
import org.camelquickbooks.sandbox.catalogue.Shape;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Converts XML requests to JSON, by the names of the published schema. */
public final class XmlReader {

    private static final int MAX_DEPTH = 100;
    private static final XMLInputFactory FACTORY = factory();

    private final Catalogue catalogue = Catalogue.get();
    private final XMLStreamReader in;
    private int depth;

    private XmlReader(XMLStreamReader in) {
        this.in = in;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // Nobody's files are to be read through an entity declaration.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** An entity, or a batch of them. */
    public static JsonNode read(byte[] xml) {
        try {
            XMLStreamReader in = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
            in.nextTag();
            return new XmlReader(in).root();
        } catch (XMLStreamException e) {
            throw new QuickBooksFault(
                    FaultCode.UNKNOWN_PROPERTY,
                    "Property Name:XML is not well-formed at line " + line(e) + " specified is unsupported or invalid");
        }
    }

    private static String line(XMLStreamException e) {
        return e.getLocation() == null ? "1" : Integer.toString(e.getLocation().getLineNumber());
    }

    private JsonNode root() throws XMLStreamException {
        String name = in.getLocalName();
        EntityType type = catalogue.find(name);
        return type != null ? shaped(type.shape()) : loose();
    }

    private ObjectNode shaped(Shape shape) throws XMLStreamException {
        enter();
        ObjectNode node = Json.object();
        attributes(node);
        StringBuilder text = new StringBuilder();
        while (in.next() != XMLStreamConstants.END_ELEMENT) {
            if (in.isStartElement()) {
                child(shape, node);
            } else if (in.isCharacters()) {
                text.append(in.getText());
            }
        }
        if (XmlWriter.isText(shape) && !text.toString().isBlank()) {
            node.put("value", text.toString().trim());
        }
        depth--;
        return node;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new QuickBooksFault(
                    FaultCode.UNKNOWN_PROPERTY,
                    "Property Name:XML is nested deeper than " + MAX_DEPTH + " specified is unsupported or invalid");
        }
    }

    private void attributes(ObjectNode node) {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            if (in.getAttributeNamespace(i) == null
                    || in.getAttributeNamespace(i).isEmpty()) {
                node.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
            }
        }
    }

    private void child(Shape shape, ObjectNode node) throws XMLStreamException {
        String name = in.getLocalName();
        FieldType type = shape.field(name);
        JsonNode value;
        if (type == null) {
            // A template holds a transaction; anything else is refused later as an unknown property, by its name.
            value = root();
        } else if (type.kind() == FieldType.Kind.OBJECT) {
            value = shaped(catalogue.shape(type.shape()));
        } else if (type.kind() == FieldType.Kind.ANY) {
            value = loose();
        } else {
            value = Json.object().textNode(in.getElementText());
        }
        if (type != null && type.list()) {
            node.withArray(name).add(value);
        } else {
            node.set(name, value);
        }
    }

    /** An element without a shape: a batch, whose items hold entities. */
    private JsonNode loose() throws XMLStreamException {
        enter();
        ObjectNode node = Json.object();
        attributes(node);
        StringBuilder text = new StringBuilder();
        while (in.next() != XMLStreamConstants.END_ELEMENT) {
            if (in.isStartElement()) {
                String name = in.getLocalName();
                JsonNode value = root();
                if (name.equals("BatchItemRequest") || name.equals("TaxRateDetails")) {
                    node.withArray(name).add(value);
                } else {
                    node.set(name, value);
                }
            } else if (in.isCharacters()) {
                text.append(in.getText());
            }
        }
        depth--;
        return node.isEmpty() ? Json.object().textNode(text.toString().trim()) : node;
    }
}
