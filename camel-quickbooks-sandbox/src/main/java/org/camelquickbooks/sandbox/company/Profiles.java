package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.json.Json;

/** The list of companies in a data directory, so that companies that were created over HTTP exist after a restart. */
public final class Profiles {

    private final Path file;
    private final List<CompanyProfile> known = new ArrayList<>();

    /** @param directory the data directory, or null for none */
    public Profiles(Path directory) {
        this.file = directory == null ? null : directory.resolve("companies.json");
        if (file != null && Files.exists(file)) {
            try {
                for (JsonNode node : Json.MAPPER.readTree(file.toFile())) {
                    known.add(new CompanyProfile(
                            node.path("realmId").asText(),
                            node.path("name").asText(),
                            node.path("country").asText(),
                            node.path("currency").asText(),
                            ZoneId.of(node.path("zone").asText()),
                            node.path("multicurrency").asBoolean()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The list of companies " + file + " cannot be read", e);
            }
        }
    }

    public List<CompanyProfile> known() {
        return List.copyOf(known);
    }

    public synchronized void keep(CompanyProfile profile) {
        if (known.stream().noneMatch(p -> p.realmId().equals(profile.realmId()))) {
            known.add(profile);
            write();
        }
    }

    private void write() {
        if (file == null) {
            return;
        }
        var list = Json.array();
        known.forEach(p -> list.addObject()
                .put("realmId", p.realmId())
                .put("name", p.name())
                .put("country", p.country())
                .put("currency", p.currency())
                .put("zone", p.zone().getId())
                .put("multicurrency", p.multicurrency()));
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling("companies.json.next");
            Files.write(next, Json.bytes(list));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The list of companies " + file + " cannot be written", e);
        }
    }
}
