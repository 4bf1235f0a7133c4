package org.camelquickbooks.karaf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A container of Apache Karaf, unpacked from its distribution, without a network. Every wait has an end. */
final class Karaf implements AutoCloseable {

    private static final long START_SECONDS = 300;
    private static final long STOP_SECONDS = 180;

    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;

    private final Path home;
    private final int registryPort = freePort();
    private final int serverPort = freePort();
    private Process process;
    private Map<String, String> lastBundles = Map.of();

    private Karaf(Path home) {
        this.home = home;
    }

    /** A copy of the distribution of its own. */
    static Karaf unpacked(Path distribution, Path home) throws IOException {
        try (Stream<Path> files = Files.walk(distribution)) {
            for (Path file : files.toList()) {
                Path copy = home.resolve(distribution.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return new Karaf(home);
    }

    Path home() {
        return home;
    }

    Path etc(String file) {
        return home.resolve("etc").resolve(file);
    }

    /** Bundles and features come from there, and from nowhere else. */
    void takeFrom(Path repository) throws IOException {
        Files.writeString(etc("org.ops4j.pax.url.mvn.cfg"), """
                org.ops4j.pax.url.mvn.localRepository = %s
                org.ops4j.pax.url.mvn.defaultLocalRepoAsRemote = false
                org.ops4j.pax.url.mvn.useFallbackRepositories = false
                org.ops4j.pax.url.mvn.globalUpdatePolicy = never
                org.ops4j.pax.url.mvn.settings = %s
                org.ops4j.pax.url.mvn.defaultRepositories = file:${karaf.home}/system@id=system@snapshots, \
                    file:${karaf.data}/kar@id=kar@multi@snapshots, file:%s@id=build@snapshots
                org.ops4j.pax.url.mvn.repositories = file:%s@id=remote@snapshots
                """.formatted(
                        home.resolve("m2"), home.resolve("none.xml"), repository, repository));
        Files.writeString(home.resolve("none.xml"), "<settings/>");
    }

    /** Installs a feature when it starts, as somebody would with feature:install. */
    void install(String repository, String... features) throws IOException {
        Properties boot = new Properties();
        try (var in = Files.newBufferedReader(etc("org.apache.karaf.features.cfg"))) {
            boot.load(in);
        }
        boot.setProperty("featuresRepositories", boot.getProperty("featuresRepositories") + ", " + repository);
        boot.setProperty("featuresBoot", boot.getProperty("featuresBoot") + ", " + String.join(", ", features));
        try (var out = Files.newBufferedWriter(etc("org.apache.karaf.features.cfg"))) {
            boot.store(out, null);
        }
    }

    void start() throws Exception {
        Files.writeString(
                etc("users.properties"),
                "karaf = karaf,_g_:admingroup\n_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n");
        Path management = etc("org.apache.karaf.management.cfg");
        String settings = Files.readString(management)
                .replaceAll("(?m)^rmiRegistryPort *=.*", "rmiRegistryPort = " + registryPort)
                .replaceAll("(?m)^rmiServerPort *=.*", "rmiServerPort = " + serverPort);
        Files.writeString(management, settings);
        Path ssh = etc("org.apache.karaf.shell.cfg");
        Files.writeString(ssh, Files.readString(ssh).replaceAll("(?m)^sshPort *=.*", "sshPort = " + freePort()));
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out.txt").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("EXTRA_JAVA_OPTS", "-Xmx512m");
        process = builder.start();
    }

    /** Waits for something that happens in the container; where it does not, what the container said is told. */
    void await(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive() || log().contains("Error installing boot features")) {
                throw new AssertionError(
                        "Karaf did not come so far: " + what + "; bundles: " + lastBundles + "\n" + lastWords());
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    String log() {
        try {
            Path log = home.resolve("data/log/karaf.log");
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lastWords() throws IOException {
        String all = Files.readString(home.resolve("out.txt")) + log();
        return all.substring(Math.max(0, all.length() - 8_000));
    }

    /** The state of each bundle, by its symbolic name. */
    private Map<String, String> bundles() throws Exception {
        Map<String, String> states = new TreeMap<>();
        JMXServiceURL url = new JMXServiceURL(
                "service:jmx:rmi://localhost:" + serverPort + "/jndi/rmi://localhost:" + registryPort + "/karaf-root");
        try (JMXConnector connector =
                JMXConnectorFactory.connect(url, Map.of(JMXConnector.CREDENTIALS, new String[] {"karaf", "karaf"}))) {
            MBeanServerConnection jmx = connector.getMBeanServerConnection();
            TabularData table =
                    (TabularData) jmx.getAttribute(new ObjectName("org.apache.karaf:type=bundle,name=root"), "Bundles");
            for (Object row : table.values()) {
                CompositeData bundle = (CompositeData) row;
                states.put((String) bundle.get("Symbolic Name"), (String) bundle.get("State"));
            }
        }
        return states;
    }

    boolean isActive(String bundle) {
        return isUp(List.of(bundle), states -> true);
    }

    /** Whether these are active, and no bundle is on its way to be. */
    boolean isUp(List<String> active) {
        return isUp(active, states -> states.stream().allMatch(Set.of("Active", "Resolved")::contains));
    }

    private boolean isUp(List<String> active, Predicate<Collection<String>> others) {
        try {
            lastBundles = bundles();
        } catch (Exception e) {
            // Not yet, or not at this moment.
            lastBundles = Map.of("none", e.toString());
            return false;
        }
        return active.stream().allMatch(bundle -> "Active".equals(lastBundles.get(bundle)))
                && others.test(lastBundles.values());
    }

    /** Drops a file where Karaf looks for new ones. */
    void deploy(Path file) throws IOException {
        Path part = Files.copy(file, home.resolve(file.getFileName() + ".part"));
        Files.move(part, home.resolve("deploy").resolve(file.getFileName()));
    }

    /** As an operator does. */
    void stop() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/stop").toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("out.txt").toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.start().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Karaf does not stop\n" + lastWords());
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            // All are gone then, and write no more files.
            List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
            all.add(process.toHandle());
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(each -> each.onExit()
                    .completeOnTimeout(each, STOP_SECONDS, TimeUnit.SECONDS)
                    .join());
        }
    }

    /** Below those that systems give to connections: until Karaf listens, any of these may be taken by one. */
    private static int freePort() {
        for (int attempt = 0; ; attempt++) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                if (attempt == 100) {
                    throw new UncheckedIOException(taken);
                }
            }
        }
    }
}
