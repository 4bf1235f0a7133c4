package org.camelquickbooks.checks;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Maven as a user has it, and a local repository with what this build has made. */
final class MavenHere {

    static final String REGISTRY = "https://repo1.maven.org/maven2/";

    private static final String FILE = "org/apache/maven/maven/3.8.1/maven-3.8.1.pom";

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    private MavenHere() {}

    static boolean isThere(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** Whether it has what each build needs: a gateway that lets nothing through answers too. */
    static boolean registryAnswers() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(REGISTRY + FILE))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the libraries have been packaged. */
    static boolean isBuilt() throws IOException {
        return Files.exists(jar("camel-quickbooks-component", "camel-quickbooks"))
                && Files.exists(jar("camel-quickbooks-kamelets", "camel-quickbooks-kamelets"));
    }

    /** Whether also what a generated project needs has been packaged. */
    static boolean hasArchetype() throws IOException {
        return isBuilt()
                && Files.exists(jar("camel-quickbooks-sandbox", "camel-quickbooks-sandbox"))
                && Files.exists(jar("camel-quickbooks-archetype", "camel-quickbooks-archetype"));
    }

    /** The local repository, with what a generated project needs too. */
    static Path repositoryWithArchetype() throws IOException {
        Path repository = repository();
        install(repository, ROOT.resolve("camel-quickbooks-bom/pom.xml"), null, "camel-quickbooks-bom");
        for (String module : List.of("camel-quickbooks-sandbox", "camel-quickbooks-archetype")) {
            install(repository, ROOT.resolve(module).resolve("pom.xml"), jar(module, module), module);
        }
        return repository;
    }

    /**
     * The local repository that was given to the running build, else one of this test: in that of whoever builds there
     * may be an older build of this project, which has to stay. What the build has made is put there, as {@code mvn
     * install} does.
     */
    static Path repository() throws IOException {
        String given = System.getProperty("maven.repo.local");
        Path repository = given == null
                ? Path.of("target", "newcomer-repository").toAbsolutePath()
                : Path.of(given).toAbsolutePath();
        install(repository, ROOT.resolve("pom.xml"), null, "camel-quickbooks-parent");
        for (List<String> module : List.of(
                List.of("camel-quickbooks-component", "camel-quickbooks"),
                List.of("camel-quickbooks-kamelets", "camel-quickbooks-kamelets"))) {
            install(
                    repository,
                    ROOT.resolve(module.get(0)).resolve("pom.xml"),
                    jar(module.get(0), module.get(1)),
                    module.get(1));
        }
        return repository;
    }

    private static void install(Path repository, Path pom, Path jar, String artifact) throws IOException {
        Path directory = Files.createDirectories(
                repository.resolve("org/camelquickbooks").resolve(artifact).resolve(version()));
        String name = artifact + "-" + version();
        Files.copy(pom, directory.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        if (jar != null) {
            Files.copy(jar, directory.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path jar(String module, String artifact) throws IOException {
        return ROOT.resolve(module).resolve("target").resolve(artifact + "-" + version() + ".jar");
    }

    static String version() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(ROOT.resolve("pom.xml")));
        if (!version.find()) {
            throw new IOException("No version in " + ROOT.resolve("pom.xml"));
        }
        return version.group(1);
    }
}
