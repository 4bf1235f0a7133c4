package org.camelquickbooks.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The features in a real Apache Karaf: bundles come up, routes do their work, and go on after a restart. */
class KarafTest {

    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final String VERSION = System.getProperty("project.version");
    private static final String CAMEL_VERSION = System.getProperty("camel-karaf.version");
    private static final List<String> CAMEL_FEATURES =
            List.of("camel-core", "camel-jackson", "camel-webhook", "camel-kamelet", "camel-yaml-dsl");
    private static final Path REPOSITORY = Path.of(System.getProperty("karaf.repository"));
    private static final Path EXAMPLE = REPOSITORY.resolve("org/camelquickbooks/camel-quickbooks-example-karaf/"
            + VERSION + "/camel-quickbooks-example-karaf-" + VERSION + ".jar");

    private static final List<String> BUNDLES = List.of(
            "camel-quickbooks",
            "camel-quickbooks-kamelets",
            "com.bucket4j.postgresql",
            "camel-quickbooks-example-karaf");

    private static final Path KAR = Path.of("target", "camel-quickbooks-karaf.kar");

    @TempDir
    Path directory;

    @Test
    void routesRunInKarafAndGoOnAfterARestart() throws Exception {
        fillRepository();
        Path books = Files.createDirectories(directory.resolve("books"));
        try (QuickBooksSandbox sandbox = sandbox();
                Karaf karaf = karaf()) {
            karaf.takeFrom(REPOSITORY);
            karaf.install(
                    "mvn:org.camelquickbooks/camel-quickbooks-karaf/" + VERSION + "/xml/features",
                    "quickbooks",
                    "quickbooks-kamelets",
                    "quickbooks-throttle-jdbc");
            karaf.install(writeFeatureOfTheRoutes(directory).toUri().toString(), "books");
            Files.writeString(karaf.etc("quickbooks.properties"), properties(sandbox, books));
            karaf.start();
            int customers = sandbox.company().count("Customer");
            karaf.await("the customers are told of", () -> told(books).filter("Customer-.*") >= customers);

            place(books, "invoices", "K-1", invoice(sandbox));
            karaf.await("an invoice is made", () -> sandbox.company().hasInvoice("K-1", "10.00"));
            place(books, "customers", "Karaf Customer", "{\"DisplayName\":\"Karaf Customer\"}");
            karaf.await("a Kamelet makes a customer", () -> !sandbox.company()
                    .query("select * from Customer where DisplayName = 'Karaf Customer'")
                    .isEmpty());
            karaf.await(
                    "both are told of",
                    () -> told(books).filter("Customer-.*") == customers + 1
                            && told(books).filter("Invoice-" + invoiceId(sandbox) + ".json") == 1);
            // The routes may be at work before the last bundle is.
            karaf.await("every bundle is active", () -> karaf.isUp(BUNDLES));
            karaf.await("the route logs the invoice", () -> karaf.log().contains("was made of K-1"));
            assertThat(karaf.log()).doesNotContain("| ERROR |");

            karaf.stop();
            sandbox.company().create("Customer", "{\"DisplayName\":\"Made while Karaf was away\"}");
            karaf.start();
            // A file is there a moment before its line is.
            karaf.await(
                    "what came meanwhile is told of",
                    () -> told(books).filter("Customer-.*") == customers + 2
                            && told(books).lines().stream().allMatch(lines -> lines > 0));
            // Each once: the cursor has outlived the container.
            assertThat(told(books).lines()).allMatch(lines -> lines == 1);
        }
    }

    /** A machine that has Camel's features and nothing of this project but the KAR. */
    @Test
    void theKarHasAllThatCamelHasNot() throws Exception {
        fillRepository();
        Path others = Files.createDirectories(directory.resolve("others"));
        copyWithout(KAR, others);
        Path books = Files.createDirectories(directory.resolve("books"));
        try (QuickBooksSandbox sandbox = sandbox();
                Karaf karaf = karaf()) {
            karaf.takeFrom(others);
            karaf.install(
                    "mvn:org.apache.camel.karaf/apache-camel/" + CAMEL_VERSION + "/xml/features",
                    CAMEL_FEATURES.toArray(String[]::new));
            Files.writeString(karaf.etc("quickbooks.properties"), properties(sandbox, books));
            karaf.start();
            karaf.await("it is up", () -> karaf.isActive("org.apache.karaf.kar.core"));

            karaf.deploy(KAR);
            karaf.await("the KAR is installed", () -> karaf.isActive("camel-quickbooks-kamelets"));
            karaf.deploy(EXAMPLE);
            karaf.await(
                    "the customers are told of",
                    () -> told(books).filter("Customer-.*") >= sandbox.company().count("Customer"));
            karaf.await("every bundle is active", () -> karaf.isUp(BUNDLES));
            assertThat(karaf.log()).doesNotContain("| ERROR |");
        }
    }

    private static QuickBooksSandbox sandbox() {
        return QuickBooksSandbox.create().throttled(false).withCompany(REALM).start();
    }

    private Karaf karaf() throws IOException {
        return Karaf.unpacked(Path.of(System.getProperty("karaf.home")), directory.resolve("karaf"));
    }

    /** The repository, without what the KAR brings. */
    private static void copyWithout(Path kar, Path others) throws IOException {
        Set<String> brought = new HashSet<>();
        try (ZipFile zip = new ZipFile(kar.toFile())) {
            zip.stream().map(ZipEntry::getName).forEach(brought::add);
        }
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = REPOSITORY.relativize(file).toString().replace('\\', '/');
                if (!brought.contains("repository/" + name) && !name.startsWith("org/camelquickbooks/")) {
                    Path copy = others.resolve(name);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static Path writeFeatureOfTheRoutes(Path directory) throws IOException {
        return Files.writeString(directory.resolve("books.xml"), """
                <features name="books" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="books" version="1">
                    <feature>quickbooks-kamelets</feature>
                    <bundle>mvn:org.camelquickbooks/camel-quickbooks-example-karaf/%s</bundle>
                  </feature>
                </features>
                """.formatted(VERSION));
    }

    private static String invoiceId(QuickBooksSandbox sandbox) {
        return sandbox.company()
                .query("select * from Invoice where DocNumber = 'K-1'")
                .get(0)
                .path("Id")
                .asText();
    }

    /** What the route has written: a file an entity, a line each time it was told of. */
    private record Told(List<Path> files) {

        long filter(String name) {
            return files.stream()
                    .filter(file -> file.getFileName().toString().matches(name))
                    .count();
        }

        List<Integer> lines() {
            return files.stream().map(Told::lines).toList();
        }

        private static int lines(Path file) {
            try {
                return Files.readAllLines(file).size();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Told told(Path books) {
        Path changes = books.resolve("changes");
        if (!Files.exists(changes)) {
            return new Told(List.of());
        }
        try (var files = Files.list(changes)) {
            return new Told(files.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void place(Path books, String folder, String name, String content) throws IOException {
        Path inbox = Files.createDirectories(books.resolve(folder));
        Path draft = Files.writeString(books.resolve(name + ".draft"), content);
        Files.move(draft, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String invoice(QuickBooksSandbox sandbox) {
        String customer = first(sandbox, "select * from Customer maxresults 1");
        String item = first(sandbox, "select * from Item where Type = 'Service' maxresults 1");
        return ("{`DocNumber`:`K-1`,`CustomerRef`:{`value`:`" + customer
                        + "`},`Line`:[{`Amount`:10,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                        + item + "`}}}]}")
                .replace('`', '"');
    }

    private static String first(QuickBooksSandbox sandbox, String query) {
        return sandbox.company().query(query).get(0).path("Id").asText();
    }

    private static String properties(QuickBooksSandbox sandbox, Path books) {
        return """
                quickbooks.baseUrl = %s
                quickbooks.realmId = %s
                quickbooks.clientId = sandbox-client
                quickbooks.clientSecret = sandbox-secret
                quickbooks.refreshToken = %s
                quickbooks.stateDirectory = %s
                books.directory = %s
                """.formatted(sandbox.url(), REALM, sandbox.tokens(REALM).refreshToken(), books.resolve("state"), books);
    }

    /** What the build has put there, the features, and Camel's bundles. */
    private static void fillRepository() throws Exception {
        Path features = REPOSITORY.resolve("org/camelquickbooks/camel-quickbooks-karaf/" + VERSION);
        Files.createDirectories(features);
        Files.copy(
                Path.of(System.getProperty("features.file")),
                features.resolve("camel-quickbooks-karaf-" + VERSION + "-features.xml"),
                StandardCopyOption.REPLACE_EXISTING);
        String camelFeatures = Files.readString(REPOSITORY.resolve("org/apache/camel/karaf/apache-camel/"
                + CAMEL_VERSION + "/apache-camel-" + CAMEL_VERSION + "-features.xml"));
        CamelBundles bundles = new CamelBundles(REPOSITORY, CAMEL_VERSION);
        for (String feature : CAMEL_FEATURES) {
            Matcher bundle = Pattern.compile("mvn:org.apache.camel.karaf/(camel-[\\w-]+)/")
                    .matcher(feature(camelFeatures, feature));
            while (bundle.find()) {
                bundles.make(bundle.group(1));
            }
        }
    }

    private static String feature(String all, String name) {
        int start = all.indexOf("<feature name=\"" + name + "\"");
        int next = all.indexOf("<feature name=", start + 1);
        return all.substring(start, next < 0 ? all.length() : next);
    }
}
