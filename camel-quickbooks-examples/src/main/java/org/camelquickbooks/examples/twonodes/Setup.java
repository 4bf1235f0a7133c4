package org.camelquickbooks.examples.twonodes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.camelquickbooks.client.oauth.StateTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenCipher;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.state.State;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is there before the first node: a token in the state database, and the tables of the routes. */
public final class Setup {

    private Setup() {}

    /** @param arguments properties, as {@code name=value}; again is no harm */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> properties = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            properties.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        if (properties.getOrDefault("token.key", "").isEmpty()) {
            throw new IllegalArgumentException("token.key= is empty; it is base64 of 32 bytes, the same on all nodes."
                    + " In Compose set TOKEN_KEY: openssl rand -base64 32");
        }
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(properties.get("database.url"));
        String company = properties.get("sandbox.company");
        prepare(
                database,
                properties.get("token.key"),
                company,
                refreshToken(properties.get("sandbox.url"), properties.get("admin-secret"), company));
        System.out.println("The database is prepared");
    }

    static void prepare(DataSource database, String key, String company, String refreshToken) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (State state = State.in(database, threads, threads, Clock.systemUTC())) {
            new StateTokenStore(new org.camelquickbooks.state.Node(state, "books"), () -> new TokenCipher(key), null)
                    .save(new Token(company, null, null, refreshToken, null));
        } finally {
            threads.shutdown();
        }
        JdbcTemplate tables = new JdbcTemplate(database);
        tables.execute("CREATE TABLE IF NOT EXISTS booked(number VARCHAR PRIMARY KEY, node VARCHAR)");
        tables.execute("CREATE TABLE IF NOT EXISTS customer(id VARCHAR PRIMARY KEY, node VARCHAR)");
    }

    /** In the place of a person who consents. */
    static String refreshToken(String sandbox, String secret, String company) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox + "/admin/tokens"))
                .header("Authorization", "Bearer " + secret)
                .POST(HttpRequest.BodyPublishers.ofString(
                        Json.object().put("realmId", company).toString()))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The sandbox gives no token: " + answer.statusCode() + " " + answer.body()
                    + "; it needs --admin-remote, and its --admin-secret has to be that of admin-secret=");
        }
        return Json.EXACT.readTree(answer.body()).path("refresh_token").asText();
    }
}
