package org.camelquickbooks.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.camelquickbooks.sandbox.json.Json;

/** A reader of server-sent events over a bare socket, so that a test decides what is read and when. */
final class EventStream implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader reader;
    private final String status;

    EventStream(QuickBooksSandbox sandbox, String parameters, String... headers) {
        try {
            socket = new Socket("127.0.0.1", sandbox.port());
            socket.setSoTimeout(60_000);
            String head = "GET /admin/events" + parameters + " HTTP/1.1\r\nHost: localhost:" + sandbox.port() + "\r\n"
                    + String.join("", headers) + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            status = reader.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String status() {
        return status;
    }

    /** Reads on until an event of that name fits, and answers its data. */
    JsonNode next(String name, Predicate<JsonNode> test) {
        try {
            String event = null;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ") && name.equals(event)) {
                    JsonNode data = Json.read(line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8));
                    if (test.test(data)) {
                        return data;
                    }
                }
            }
            throw new AssertionError("The stream ended before such an event of " + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode next(String name) {
        return next(name, data -> true);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
