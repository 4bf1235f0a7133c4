package org.camelquickbooks.sandbox.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.document.Multipart.Part;
import org.camelquickbooks.sandbox.entity.EntityService;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Uploads: pairs of a description ({@code file_metadata_01}) and a file ({@code file_content_01}). */
public final class Attachments {

    /** Files of up to 100 MB. */
    public static final int MAX_BYTES = 100 * 1024 * 1024;

    /** What became of one file of an upload: an Attachable, or the reason why not. */
    public record Outcome(JsonNode attachable, QuickBooksFault fault) {}

    private final EntityService entities = new EntityService();

    /** @param reader reads a description, which may be JSON or XML */
    public List<Outcome> upload(
            Company company, String contentType, byte[] body, String requestId, Function<byte[], JsonNode> reader) {
        Map<String, Part> metadata = new LinkedHashMap<>();
        Map<String, Part> contents = new LinkedHashMap<>();
        List<Part> nameless = new ArrayList<>();
        for (Part part : Multipart.parse(contentType, body)) {
            String name = part.name() == null ? "" : part.name();
            if (name.startsWith("file_metadata")) {
                metadata.put(suffix(name), part);
            } else if (name.startsWith("file_content")) {
                contents.put(suffix(name), part);
            } else if (name.isEmpty()) {
                nameless.add(part);
            }
        }
        pair(nameless, metadata, contents);
        Set<String> suffixes = new TreeSet<>(metadata.keySet());
        suffixes.addAll(contents.keySet());
        if (suffixes.isEmpty()) {
            throw QuickBooksFault.required("file_content_01");
        }
        return suffixes.stream()
                .map(s -> outcome(
                        company, metadata.get(s), contents.get(s), requestId == null ? null : requestId + s, reader))
                .toList();
    }

    /** Parts that do not say what they are: a description, then its file, as JSON or XML and whatever else. */
    private static void pair(List<Part> nameless, Map<String, Part> metadata, Map<String, Part> contents) {
        int number = Math.max(metadata.size(), contents.size());
        Part described = null;
        for (Part part : nameless) {
            if (described == null && isDescription(part.content())) {
                described = part;
            } else {
                String suffix = Integer.toString(++number);
                if (described != null) {
                    metadata.put(suffix, described);
                }
                contents.put(suffix, part);
                described = null;
            }
        }
        if (described != null) {
            metadata.put(Integer.toString(++number), described);
        }
    }

    private static boolean isDescription(byte[] content) {
        for (byte b : content) {
            if (b > ' ') {
                return b == '{' || b == '<';
            }
        }
        return false;
    }

    private static String suffix(String name) {
        return name.replaceAll("^file_(metadata|content)_?0*", "");
    }

    private Outcome outcome(
            Company company, Part metadata, Part content, String requestId, Function<byte[], JsonNode> reader) {
        try {
            if (content == null) {
                throw QuickBooksFault.required("file_content");
            }
            if (content.content().length > MAX_BYTES) {
                throw new QuickBooksFault(FaultCode.UPLOAD_TOO_LARGE, "Upload file size exceeds the limit of 100 MB");
            }
            JsonNode described = metadata == null ? Json.object() : reader.apply(metadata.content());
            return new Outcome(store(company, described, content, requestId), null);
        } catch (QuickBooksFault fault) {
            return new Outcome(null, fault);
        }
    }

    private JsonNode store(Company company, JsonNode described, Part content, String requestId) {
        EntityType type = Catalogue.get().type("Attachable");
        ObjectNode given =
                (described.get("Attachable") instanceof ObjectNode inner ? inner : (ObjectNode) described).deepCopy();
        if (!given.has("FileName")) {
            given.put("FileName", content.fileName() == null ? "file" : content.fileName());
        }
        if (!given.has("ContentType") && content.contentType() != null) {
            given.put("ContentType", content.contentType());
        }
        return company.write(requestId, change -> {
            given.remove("Id");
            ObjectNode stored = entities.save(change, type, given, Set.of());
            ObjectNode kept = change.edit(type.name(), Json.text(stored, "Id"));
            kept.put("Size", content.content().length);
            company.files().put(Json.text(stored, "Id"), content.content());
            change.amend(type, kept);
            return company.rendering().complete(type, kept.deepCopy());
        });
    }

    /** The content of an attachable's file. */
    public static byte[] content(Company company, String id) {
        byte[] content = company.read(() ->
                company.find("Attachable", id) == null ? null : company.files().get(id));
        if (content == null) {
            throw QuickBooksFault.notFound("Attachable", id);
        }
        return content;
    }
}
