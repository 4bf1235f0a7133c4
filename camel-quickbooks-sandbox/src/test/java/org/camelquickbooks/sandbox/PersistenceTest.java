package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.camelquickbooks.sandbox.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as a process of its own, killed in mid-run: what was answered is there afterwards. */
class PersistenceTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path data;

    private Process process;
    private String url;
    private String vendor;

    private void start(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Such a process lives for a few seconds.
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port",
                "0",
                "--no-throttles",
                "--companies",
                "1",
                "--data",
                data.toString()));
        command.addAll(List.of(more));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        assertThat(line).startsWith("QuickBooks sandbox ready: http://localhost:");
        url = line.substring(line.indexOf("http"));
    }

    @AfterEach
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private JsonNode send(String method, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return Json.read(
                    CLIENT.send(request.build(), BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String company(String resource) {
        return "/v3/company/" + QuickBooksSandbox.US_REALM + "/" + resource;
    }

    /** Sales, purchases and payments go on while the process is killed; what is left balances, and opens the same again. */
    @Test
    void theBooksOutliveAKillInTheMidstOfTransactions() throws Exception {
        start();
        String token = send("POST", "/admin/tokens", null, "{\"realmId\":\"" + QuickBooksSandbox.US_REALM + "\"}")
                .path("access_token")
                .asText();
        vendor = send("GET", company("query?query=select%20*%20from%20Vendor%20maxresults%201"), token, null)
                .at("/QueryResponse/Vendor/0/Id")
                .asText();
        Random random = new Random(5);
        for (int round = 0; round < 2; round++) {
            Process victim = process;
            int last = 40 + random.nextInt(100);
            try {
                for (int i = 0; ; i++) {
                    if (i == last) {
                        new Thread(victim::destroyForcibly).start();
                    }
                    transaction(token, random);
                }
            } catch (UncheckedIOException e) {
                // The process is gone, as it should be.
            }
            victim.waitFor();
            start();
        }
        List<String> once = books(token);
        process.destroyForcibly().waitFor();
        start();

        assertThat(books(token)).isEqualTo(once);
        JsonNode invoices = send(
                        "GET", company("query?query=select%20*%20from%20Invoice%20maxresults%201000"), token, null)
                .at("/QueryResponse/Invoice");
        JsonNode aged =
                send("GET", company("reports/AgedReceivables"), token, null).at("/Rows/Row");
        assertThat(invoices.size()).isGreaterThan(20);
        assertThat(aged).isNotEmpty();
    }

    private void transaction(String token, Random random) {
        int amount = 10 + random.nextInt(90);
        JsonNode invoice = send(
                        "POST",
                        company("invoice"),
                        token,
                        "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"Amount\":" + amount
                                + ",\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\""
                                + (5 + random.nextInt(2)) + "\"},\"Qty\":1}}]}")
                .path("Invoice");
        send(
                "POST",
                company("payment"),
                token,
                "{\"CustomerRef\":{\"value\":\"1\"},\"TotalAmt\":" + amount / 2 + ",\"Line\":[{\"Amount\":" + amount / 2
                        + ",\"LinkedTxn\":[{\"TxnId\":\"" + invoice.path("Id").asText()
                        + "\",\"TxnType\":\"Invoice\"}]}]}");
        send(
                "POST",
                company("bill"),
                token,
                "{\"VendorRef\":{\"value\":\"" + vendor
                        + "\"},\"Line\":[{\"Amount\":" + amount
                        + ",\"DetailType\":\"ItemBasedExpenseLineDetail\",\"ItemBasedExpenseLineDetail\":{\"ItemRef\":{\"value\":\"5\"},\"Qty\":2}}]}");
    }

    /** Statements and lists as they are now; debits equal credits. */
    private List<String> books(String token) {
        List<String> books = new ArrayList<>();
        for (String name : List.of("TrialBalance", "BalanceSheet", "AgedReceivables", "InventoryValuationSummary")) {
            books.add(send("GET", company("reports/" + name), token, null)
                    .path("Rows")
                    .toString());
        }
        JsonNode trial =
                send("GET", company("reports/TrialBalance"), token, null).at("/Rows/Row");
        JsonNode total = trial.get(trial.size() - 1).at("/Summary/ColData");
        assertThat(total.at("/1/value").asText()).isEqualTo(total.at("/2/value").asText());
        return books;
    }

    @Test
    void whatWasAnsweredOutlivesAKill() throws Exception {
        start();
        String token = send("POST", "/admin/tokens", null, "{\"realmId\":\"" + QuickBooksSandbox.US_REALM + "\"}")
                .path("access_token")
                .asText();
        send("POST", "/admin/companies", null, "{\"realmId\":\"4711\"}");
        send("POST", "/admin/webhooks", null, "{\"url\":\"http://localhost:1/hook\"}");
        List<String> answered = new ArrayList<>();
        Random random = new Random(1);
        for (int round = 0; round < 3; round++) {
            Process victim = process;
            int last = 20 + random.nextInt(200);
            try {
                for (int i = 0; ; i++) {
                    if (i == last) {
                        // Killed from aside while requests go on: one of them is cut off somewhere.
                        new Thread(victim::destroyForcibly).start();
                    }
                    JsonNode made = send(
                            "POST",
                            company("customer?requestid=" + round + "-" + i),
                            token,
                            "{\"DisplayName\":\"C" + round + "-" + i + "\"}");
                    answered.add(made.at("/Customer/Id").asText());
                }
            } catch (UncheckedIOException e) {
                // The process is gone, as it should be.
            }
            victim.waitFor();
            start();
        }

        assertThat(answered).isNotEmpty();
        for (String id : answered) {
            assertThat(send("GET", company("customer/" + id), token, null)
                            .at("/Customer/Id")
                            .asText())
                    .isEqualTo(id);
        }
        assertThat(send("POST", company("customer?requestid=0-0"), token, "{\"DisplayName\":\"C0-0\"}")
                        .at("/Customer/Id")
                        .asText())
                .isEqualTo(answered.get(0));
        JsonNode companies = send("GET", "/admin/companies", null, null).path("companies");
        assertThat(companies.findValuesAsText("realmId")).contains("4711");
        companies.forEach(c -> assertThat(c.path("trialBalance").decimalValue()).isEqualByComparingTo("0"));
        assertThat(send("GET", "/admin/webhooks", null, null).path("subscriptions"))
                .hasSize(1);
    }

    @Test
    void aTornLastLineIsCutOff() throws Exception {
        try (QuickBooksSandbox first =
                QuickBooksSandbox.create().empty().data(data).start()) {
            first.company().create("Customer", "{\"DisplayName\":\"Whole\"}");
        }
        Path journal = data.resolve(QuickBooksSandbox.US_REALM).resolve("journal.jsonl");
        Files.writeString(journal, "{\"t\":1,\"c\":[[\"Customer\",\"99\",{\"Id\":", StandardOpenOption.APPEND);

        try (QuickBooksSandbox second =
                QuickBooksSandbox.create().empty().data(data).start()) {
            assertThat(second.company().count("Customer")).isEqualTo(1);
            second.company().create("Customer", "{\"DisplayName\":\"Next\"}");
        }
        try (QuickBooksSandbox third =
                QuickBooksSandbox.create().empty().data(data).start()) {
            assertThat(third.company().count("Customer")).isEqualTo(2);
        }
    }

    @Test
    void snapshotsAndResetsOutliveTheProcessToo() {
        try (QuickBooksSandbox first = QuickBooksSandbox.create().data(data).start()) {
            first.company().create("Customer", "{\"DisplayName\":\"Kept\"}");
            first.snapshot("one");
            first.company().create("Customer", "{\"DisplayName\":\"Dropped\"}");
            first.restore("one");
            assertThat(first.company().query("select * from Customer where DisplayName = 'Kept'"))
                    .hasSize(1);
            assertThat(first.company().query("select * from Customer where DisplayName = 'Dropped'"))
                    .isEmpty();
            first.company().create("Customer", "{\"DisplayName\":\"Later\"}");
        }
        try (QuickBooksSandbox second = QuickBooksSandbox.create().data(data).start()) {
            assertThat(second.company().query("select * from Customer where DisplayName in ('Kept', 'Later')"))
                    .hasSize(2);
            assertThat(second.company().trialBalance()).isEqualByComparingTo("0");
            second.reset();
            assertThat(second.company().count("Customer")).isEqualTo(29);
        }
    }

    @Test
    void twoSandboxesDoNotShareADirectory() {
        try (QuickBooksSandbox first =
                QuickBooksSandbox.create().empty().data(data).start()) {
            assertThat(first.port()).isPositive();
            assertThatThrownBy(
                            () -> QuickBooksSandbox.create().empty().data(data).start())
                    .hasStackTraceContaining("another sandbox uses it");
        }
    }

    @Test
    void aStartThatFailsLeavesNothingOpen() {
        try (QuickBooksSandbox first = QuickBooksSandbox.create().empty().start()) {
            assertThatThrownBy(() -> QuickBooksSandbox.create()
                            .empty()
                            .data(data)
                            .port(first.port())
                            .start())
                    .hasMessageContaining("cannot listen on localhost:" + first.port());
        }
        try (QuickBooksSandbox second =
                QuickBooksSandbox.create().empty().data(data).start()) {
            assertThat(second.company().count("Account")).isPositive();
        }
    }

    @Test
    void filesAndSeedFilesAreLoaded() throws Exception {
        Path seed = data.resolve("seed.json");
        Files.writeString(
                seed,
                "[[\"Customer\",{\"DisplayName\":\"Seeded\"}],[\"Invoice\",{\"$id\":\"a\",\"CustomerRef\":\"Seeded\",\"TxnDate\":\"-3d\",\"Line\":[{\"Amount\":12.50,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":\"Services\"}}]}],[\"Payment\",{\"$pay\":\"a\",\"$part\":0.5}]]");
        start("--empty", "--seed-file", seed.toString());
        String token = send("POST", "/admin/tokens", null, "{\"realmId\":\"" + QuickBooksSandbox.US_REALM + "\"}")
                .path("access_token")
                .asText();

        JsonNode invoices = send("GET", company("query?query=select%20*%20from%20Invoice"), token, null);

        assertThat(invoices.at("/QueryResponse/Invoice/0/Balance").decimalValue())
                .isEqualByComparingTo("6.25");
    }
}
