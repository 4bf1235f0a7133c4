package org.camelquickbooks.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.ChangeFeed;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.query.QueryService;

/** The JSON around entities. Rows are kept as JSON, so an answer is put together from bytes. */
final class Envelopes {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

    private Envelopes() {}

    /** The time that every answer carries, in the company's zone. */
    static String time(Instant instant, ZoneId zone) {
        return TIME.format(OffsetDateTime.ofInstant(instant, zone));
    }

    static String time(Company company) {
        return time(company.clock().instant(), company.profile().zone());
    }

    /** {@code {"Invoice":{…},"time":"…"}}. */
    static byte[] entity(Company company, String name, byte[] json) {
        return new Bytes()
                .add("{\"")
                .add(name)
                .add("\":")
                .add(json)
                .time(company)
                .end();
    }

    /**
     * An entity under its name, as it is answered and remembered: whoever repeats a request id gets the first answer,
     * whatever it was about. Null leaves the envelope empty.
     */
    static ObjectNode named(EntityType type, JsonNode entity) {
        ObjectNode named = Json.object();
        return entity == null ? named : named.set(type.name(), entity);
    }

    static byte[] of(Company company, JsonNode named) {
        Bytes bytes = new Bytes().add("{");
        return named.isEmpty()
                ? bytes.add("\"time\":\"").add(time(company)).add("\"}").end()
                : bytes.add(inside(named)).time(company).end();
    }

    /** The fields of an object, without its braces. */
    static byte[] inside(JsonNode object) {
        byte[] json = Json.bytes(object);
        return Arrays.copyOfRange(json, 1, json.length - 1);
    }

    static byte[] query(Company company, QueryService.Result result) {
        return new Bytes()
                .add("{\"QueryResponse\":")
                .add(queryResponse(result))
                .time(company)
                .end();
    }

    static byte[] queryResponse(QueryService.Result result) {
        Bytes bytes = new Bytes().add("{");
        if (result.count()) {
            return bytes.add("\"totalCount\":" + result.total() + "}").end();
        }
        if (result.rows().isEmpty()) {
            return bytes.add("}").end();
        }
        bytes.add("\"").add(result.entity()).add("\":").array(result.rows());
        bytes.add(",\"startPosition\":" + result.startPosition());
        bytes.add(",\"maxResults\":" + result.rows().size());
        if (result.total() >= 0) {
            bytes.add(",\"totalCount\":" + result.total());
        }
        return bytes.add("}").end();
    }

    static byte[] changes(Company company, List<ChangeFeed.Changes> changes) {
        Bytes bytes = new Bytes().add("{\"CDCResponse\":[{\"QueryResponse\":[");
        String comma = "";
        for (ChangeFeed.Changes of : changes) {
            bytes.add(comma).add("{");
            int size = of.objects().size();
            if (size > 0) {
                bytes.add("\"" + of.type().name() + "\":").array(of.objects());
                bytes.add(",\"startPosition\":1,\"maxResults\":" + size);
                bytes.add(of.type().tellsTotal() ? ",\"totalCount\":" + size : "");
            }
            bytes.add("}");
            comma = ",";
        }
        return bytes.add("]}]").time(company).end();
    }

    /** The Fault object itself, as it stands in an answer or in a batch item. */
    static ObjectNode fault(QuickBooksFault fault) {
        ObjectNode node = Json.object();
        ObjectNode error = node.putArray("Error").addObject();
        error.put("Message", fault.code().message()).put("Detail", fault.detail());
        error.put("code", Integer.toString(fault.code().code()));
        String element = fault.element() == null ? fault.code().defaultElement() : fault.element();
        if (element != null) {
            error.put("element", element);
        }
        return node.put("type", fault.code().type());
    }

    /** Collects the bytes of an answer. */
    static final class Bytes {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

        Bytes add(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Bytes add(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        Bytes array(List<byte[]> elements) {
            add("[");
            for (int i = 0; i < elements.size(); i++) {
                if (i > 0) {
                    add(",");
                }
                add(elements.get(i));
            }
            return add("]");
        }

        Bytes time(Company company) {
            return add(",\"time\":\"").add(Envelopes.time(company)).add("\"}");
        }

        byte[] end() {
            return out.toByteArray();
        }
    }
}
