package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.FilePart;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.OneLine;
import org.camelquickbooks.outbox.WriteDraft;
import org.camelquickbooks.outbox.WriteResult;

/** Sends a file, of any size that QuickBooks takes, and attaches it. */
final class Upload implements Operation {

    private static final int LONGEST_QUOTED = 200;

    private static final long LARGEST = 100L << 20;
    /** A boundary has 70 characters at most (RFC 2046, section 5.1.1). */
    private static final int BOUNDARY_DIGITS = 40;

    /** A file on disk, and whether it is ours to delete. */
    private record Content(Path file, boolean temporary) {

        void delete() {
            if (temporary) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        Exchange exchange = call.exchange();
        String name = name(call);
        String contentType = contentType(call, name);
        ObjectNode description = Json.object().put("FileName", name).put("ContentType", contentType);
        attach(call, description);
        Content content = content(exchange);
        try {
            long size = Files.size(content.file());
            if (size == 0 || size > LARGEST) {
                throw new IllegalArgumentException("upload of '" + OneLine.of(name, LONGEST_QUOTED) + "': the file has "
                        + size + " bytes; QuickBooks accepts files of 1 byte to 100 MB");
            }
            String digest = digest(content.file());
            RequestId requestId = call.requestId((description + " " + digest).getBytes(StandardCharsets.UTF_8));
            // Of the content, so that a redelivered upload is the same to the byte, and occurs in no file.
            String boundary = "camel-quickbooks-" + digest.substring(0, BOUNDARY_DIGITS);
            WriteDraft draft = WriteDraft.streamed(
                    "upload",
                    call.label(),
                    null,
                    FilePart.body(description, content.file(), name, contentType, boundary));
            return call.runtime()
                    .outbox()
                    .write(EntityWrite.order(call, requestId, draft))
                    .thenCompose(answer -> result(call, answer))
                    .whenComplete((result, failure) -> content.delete());
        } catch (Exception e) {
            content.delete();
            throw e;
        }
    }

    private static String name(Call call) {
        String name = call.header(QuickBooksConstants.FILE_NAME, call.options().getFileName());
        if (name == null) {
            name = call.answered(QuickBooksConstants.FILE_NAME);
        }
        if (name == null) {
            name = call.header(Exchange.FILE_NAME_ONLY, call.header(Exchange.FILE_NAME, null));
        }
        if (name == null) {
            throw new IllegalArgumentException(
                    "upload needs the name of the file: set the option fileName, or the header "
                            + QuickBooksConstants.FILE_NAME);
        }
        return name;
    }

    private static String contentType(Call call, String name) {
        String type = call.header(
                QuickBooksConstants.FILE_CONTENT_TYPE, call.options().getFileContentType());
        if (type == null) {
            type = URLConnection.guessContentTypeFromName(name);
        }
        return type == null ? "application/octet-stream" : type;
    }

    private static void attach(Call call, ObjectNode description) {
        String target =
                call.header(QuickBooksConstants.ATTACH_TO, call.options().getAttachTo());
        if (target == null) {
            return;
        }
        String[] parts = target.split("[:/]", 2);
        if (parts.length < 2 || parts[1].isBlank()) {
            throw new IllegalArgumentException("attachTo=" + OneLine.of(target, LONGEST_QUOTED)
                    + " must name an entity and its Id, such as Invoice:45");
        }
        String type = EntityCatalogue.get().type(parts[0].strip()).name();
        description
                .putArray("AttachableRef")
                .addObject()
                .putObject("EntityRef")
                .put("type", type)
                .put("value", parts[1].strip());
    }

    /** On disk, so that it can be sent again, however large it is. */
    private static Content content(Exchange exchange) throws Exception {
        Object body = exchange.getMessage().getBody();
        if (body instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file) {
            return new Content(file.toPath(), false);
        }
        if (body instanceof File file) {
            return new Content(file.toPath(), false);
        }
        if (body instanceof Path path) {
            return new Content(path, false);
        }
        InputStream in = body == null ? null : exchange.getMessage().getBody(InputStream.class);
        if (in == null) {
            throw new IllegalArgumentException(
                    "upload needs the file in the body, as a file, stream, bytes or text, not "
                            + (body == null ? "nothing" : body.getClass().getName()));
        }
        Path file = Files.createTempFile("quickbooks-upload", null);
        try (in) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
        return new Content(file, true);
    }

    private static String digest(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static CompletionStage<OperationResult> result(Call call, WriteResult answer) {
        EntityType type = EntityCatalogue.get().type("Attachable");
        JsonNode attachable = call.entity(
                type.name(), answer.json().path("AttachableResponse").path(0));
        return ReplayCheck.deletedSince(call, type, call.label(), attachable, answer.repeated())
                .thenCompose(gone -> gone == null
                        ? CompletableFuture.completedFuture(
                                OperationResult.ofEntity(type, attachable, answer.response()))
                        : CompletableFuture.failedFuture(gone));
    }
}
