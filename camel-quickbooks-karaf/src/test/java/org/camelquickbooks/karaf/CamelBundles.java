package org.camelquickbooks.karaf;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Camel's bundles for Karaf, made of Camel's own jars: where {@code org.apache.camel.karaf:camel-*} cannot be had, these
 * stand for them under the same coordinates. They are the same classes, with an OSGi manifest. Users get the real ones from
 * Maven Central.
 */
final class CamelBundles {

    /** What camel-karaf makes one bundle of. */
    private static final Map<String, List<String>> TOGETHER = Map.of(
            "camel-yaml-dsl",
            List.of("camel-yaml-dsl", "camel-yaml-dsl-common", "camel-yaml-dsl-deserializers", "camel-dsl-support"));

    private final Path repository;
    private final String version;
    private final List<Path> classPath;

    CamelBundles(Path repository, String version) {
        this.repository = repository;
        this.version = version;
        this.classPath = Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** Makes a bundle, unless it is there. */
    void make(String artifact) throws Exception {
        Path bundle = repository
                .resolve("org/apache/camel/karaf")
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".jar");
        if (Files.exists(bundle)) {
            return;
        }
        Files.createDirectories(bundle.getParent());
        try (Analyzer analyzer = new Analyzer()) {
            Jar jar = new Jar(artifact);
            for (String part : TOGETHER.getOrDefault(artifact, List.of(artifact))) {
                Path plain = plain(part);
                if (plain != null) {
                    jar.addAll(new Jar(plain.toFile()));
                }
            }
            analyzer.setJar(jar);
            analyzer.setProperty("Bundle-SymbolicName", "org.apache.camel." + artifact);
            analyzer.setProperty("Bundle-Version", version);
            // What no class of Camel is in has nothing to give: camel-vm and camel-directvm are camel-karaf's own.
            analyzer.setProperty("Export-Package", "org.apache.camel.*;version=" + version);
            analyzer.setProperty(
                    "Import-Package",
                    "org.apache.camel.*;version=\"[4.14,4.15)\";resolution:=optional,*;resolution:=optional");
            jar.setManifest(analyzer.calcManifest());
            // A build that ends here leaves no half of it.
            Path draft = bundle.resolveSibling(artifact + ".draft");
            jar.write(draft.toFile());
            Files.move(draft, bundle, StandardCopyOption.REPLACE_EXISTING);
        } catch (ZipException e) {
            throw new IllegalStateException("The jar of " + artifact + " is damaged", e);
        }
    }

    private Path plain(String artifact) {
        return classPath.stream()
                .filter(path -> path.getFileName().toString().matches(artifact + "-\\d.*\\.jar"))
                .findFirst()
                .orElse(null);
    }
}
