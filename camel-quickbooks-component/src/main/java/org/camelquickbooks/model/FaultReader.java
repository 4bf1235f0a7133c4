package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a fault in any of its forms (facts, section 9). */
public final class FaultReader {

    private static final XMLInputFactory XML = secureFactory();

    private FaultReader() {}

    private static XMLInputFactory secureFactory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The fault in an answer of JSON, in the service's upper or the gateway's lower camel case; null without one. */
    public static Fault fromJson(JsonNode answer) {
        JsonNode fault = either(answer, "Fault", "fault");
        if (!fault.isObject()) {
            return null;
        }
        List<FaultError> errors = new ArrayList<>();
        for (JsonNode error : either(fault, "Error", "error")) {
            errors.add(new FaultError(
                    either(error, "code", "Code").asText(""),
                    either(error, "Message", "message").asText(""),
                    either(error, "Detail", "detail").asText(""),
                    either(error, "element", "Element").asText(null)));
        }
        return new Fault(fault.path("type").asText(""), errors);
    }

    private static JsonNode either(JsonNode node, String one, String other) {
        JsonNode value = node.path(one);
        return value.isMissingNode() || value.isNull() ? node.path(other) : value;
    }

    /** The fault in an answer of XML; null where it holds none or is no XML. */
    public static Fault fromXml(byte[] body) {
        String type = null;
        List<FaultError> errors = new ArrayList<>();
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(body));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    if (reader.getLocalName().equals("Fault")) {
                        type = String.valueOf(reader.getAttributeValue(null, "type"));
                    } else if (reader.getLocalName().equals("Error")) {
                        errors.add(error(reader));
                    }
                }
            }
        } catch (XMLStreamException e) {
            // Cut short, or not XML at all: what was read so far is what is known.
            return type == null ? null : new Fault(type, errors);
        }
        return type == null ? null : new Fault(type, errors);
    }

    private static FaultError error(XMLStreamReader reader) throws XMLStreamException {
        String code = reader.getAttributeValue(null, "code");
        String element = reader.getAttributeValue(null, "element");
        String message = null;
        String detail = null;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("Message")) {
                message = reader.getElementText();
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("Detail")) {
                detail = reader.getElementText();
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("Error")) {
                break;
            }
        }
        return new FaultError(code, message, detail, element);
    }
}
