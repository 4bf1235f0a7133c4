import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The table of docs/runtimes.md. {@code record} sums up the reports of one run, {@code write} makes the table of all runs.
 * Nothing in it is written by hand. The list below the table says what has not run.
 */
class MatrixTable {

    private static final List<String> CAMEL = List.of("4.14.0", "4.18.0", "4.22.0");
    private static final List<String> JAVA = List.of("17", "21", "25");
    private static final String BEGIN = "<!-- matrix: written by .ci/matrix -->\n";
    private static final String END = "<!-- end of matrix -->\n";

    public static void main(String[] arguments) throws Exception {
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        if (arguments[0].equals("record")) {
            record(rest);
        } else {
            write(Path.of(rest.get(0)), Path.of(rest.get(1)));
        }
    }

    /** What one module did in one run: a line for its sums, one for each reason of a skipped test, one for each failure. */
    private static void record(List<String> arguments) throws Exception {
        Path results = Path.of(arguments.get(0));
        String version = arguments.get(1);
        String threads = arguments.get(2);
        String selection = arguments.get(3);
        Instant since = Instant.ofEpochSecond(Long.parseLong(arguments.get(4)));
        String java = String.valueOf(Runtime.version().feature());
        List<String> lines = new ArrayList<>();
        int failures = 0;
        int all = 0;
        for (String module : arguments.subList(5, arguments.size())) {
            int tests = 0;
            int failed = 0;
            int skipped = 0;
            Instant last = Instant.EPOCH;
            Map<String, Integer> reasons = new TreeMap<>();
            TreeSet<String> names = new TreeSet<>();
            for (Path report : reports(Path.of(module), since)) {
                last = max(last, Files.getLastModifiedTime(report).toInstant());
                Element suite = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile())
                        .getDocumentElement();
                NodeList cases = suite.getElementsByTagName("testcase");
                for (int i = 0; i < cases.getLength(); i++) {
                    Element test = (Element) cases.item(i);
                    NodeList why = test.getElementsByTagName("skipped");
                    tests++;
                    if (why.getLength() > 0) {
                        skipped++;
                        reasons.merge(reason((Element) why.item(0)), 1, Integer::sum);
                    } else if (test.getElementsByTagName("failure").getLength() > 0
                            || test.getElementsByTagName("error").getLength() > 0) {
                        failed++;
                        String name = test.getAttribute("classname");
                        names.add(name.substring(name.lastIndexOf('.') + 1) + "#"
                                + test.getAttribute("name").replaceAll("[({].*", ""));
                    }
                }
            }
            all += tests;
            failures += failed;
            String key = String.join("\t", version, java, threads, selection, module);
            lines.add(String.join(
                    "\t", key, "sums", "" + tests, "" + failed, "" + skipped, last.toString().substring(0, 10)));
            reasons.forEach((why, times) -> lines.add(String.join("\t", key, "skipped", why, "" + times)));
            names.forEach(name -> lines.add(String.join("\t", key, "failed", name)));
        }
        if (all == 0) {
            System.err.println("No reports of tests: nothing has run");
            System.exit(1);
        }
        Files.write(results.resolve(String.join("_", version, "java" + java, threads) + ".tsv"), lines);
        System.out.printf("Camel %s, Java %s, %s threads: %d tests, %d failed%n", version, java, threads, all, failures);
        System.exit(failures == 0 ? 0 : 1);
    }

    private static List<Path> reports(Path module, Instant since) throws IOException {
        Path folder = module.resolve("target/surefire-reports");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> reports = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".xml")
                        && !Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    reports.add(file);
                }
            }
        }
        return reports;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String reason(Element skipped) {
        String why = skipped.getAttribute("message").isEmpty() ? skipped.getTextContent() : skipped.getAttribute("message");
        return why.replaceAll("(?s)^org\\.opentest4j\\.TestAbortedException: ", "")
                .replaceAll("^Assumption failed: ", "")
                .replaceAll("(?s)[\\r\\n].*", "")
                .replaceAll("(/[\\w.-]+){3,}", "…")
                .replace('|', '/')
                .strip();
    }

    private static void write(Path results, Path page) throws IOException {
        List<String[]> lines = new ArrayList<>();
        if (Files.isDirectory(results)) {
            try (Stream<Path> files = Files.list(results)) {
                for (Path file : files.filter(name -> name.toString().endsWith(".tsv")).sorted().toList()) {
                    Files.readAllLines(file).forEach(line -> lines.add(line.split("\t")));
                }
            }
        }
        StringBuilder table = new StringBuilder(BEGIN);
        table.append("| Camel | Java | threads | selection | module | tests | passed | failed | skipped | date |\n");
        table.append("|---|---|---|---|---|---|---|---|---|---|\n");
        lines.stream()
                .filter(line -> line[5].equals("sums"))
                .sorted(Comparator.comparing((String[] line) -> line[0])
                        .thenComparing(line -> line[1])
                        .thenComparing(line -> line[2]))
                .forEach(line -> table.append(row(line)));
        table.append("\nNot run by `.ci/matrix`:\n\n");
        notRun(table, lines);
        table.append('\n');
        list(table, lines, "skipped", "Skipped tests, and the reason:");
        list(table, lines, "failed", "Failed tests:");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " has no place for the table: " + BEGIN + END);
        }
        Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
    }

    /** What nobody may take for tested: one sentence for each version of Java, for the starter, and for virtual threads. */
    private static void notRun(StringBuilder table, List<String[]> lines) throws IOException {
        for (String java : JAVA) {
            List<String> missing = CAMEL.stream()
                    .filter(camel -> lines.stream().noneMatch(line -> line[0].equals(camel) && line[1].equals(java)))
                    .toList();
            if (!missing.isEmpty()) {
                table.append("- Java ").append(java).append(" with Camel ").append(String.join(", ", missing)).append('.');
                if (!isHere(java)) {
                    table.append(" No JDK ").append(java).append(" was available.");
                } else if (missing.equals(CAMEL.subList(0, 1))) {
                    table.append(" The build `mvn verify` runs all tests on Camel ").append(CAMEL.get(0)).append('.');
                }
                table.append('\n');
            }
        }
        TreeSet<String> withoutStarter = new TreeSet<>();
        lines.forEach(line -> withoutStarter.add(line[0]));
        lines.stream().filter(line -> line[4].endsWith("starter")).forEach(line -> withoutStarter.remove(line[0]));
        if (!withoutStarter.isEmpty()) {
            table.append("- The tests of the Spring Boot starter with Camel ").append(String.join(", ", withoutStarter))
                    .append(". They use Spring Boot 3.5, and Camel from 4.19 on needs Spring Boot 4. `SpringBoot4Test` of the examples runs the starter on it.\n");
        }
        if (lines.stream().noneMatch(line -> line[2].equals("virtual"))) {
            table.append("- Virtual threads: no combination.\n");
        }
    }

    private static String row(String[] line) {
        int tests = Integer.parseInt(line[6]);
        int failed = Integer.parseInt(line[7]);
        int skipped = Integer.parseInt(line[8]);
        return String.join(
                " | ",
                "| " + line[0],
                line[1],
                line[2],
                tests == 0 ? "nothing" : line[3],
                line[4].replace("camel-quickbooks-", ""),
                "" + tests,
                "" + (tests - failed - skipped),
                "" + failed,
                "" + skipped,
                (tests == 0 ? "" : line[9]) + " |\n");
    }

    private static void list(StringBuilder table, List<String[]> lines, String kind, String title) {
        Map<String, TreeSet<String>> where = new TreeMap<>();
        for (String[] line : lines) {
            if (line[5].equals(kind)) {
                String times = kind.equals("skipped") && !line[7].equals("1") ? " (" + line[7] + " tests)" : "";
                where.computeIfAbsent(line[6], reason -> new TreeSet<>())
                        .add(line[4].replace("camel-quickbooks-", "") + times + " with Camel " + line[0] + " and Java " + line[1]
                                + (line[2].equals("virtual") ? ", virtual threads" : ""));
            }
        }
        if (!where.isEmpty()) {
            table.append(title).append("\n\n");
            where.forEach((reason, runs) -> table.append("- ")
                    .append(kind.equals("failed") ? "`" + reason + "`" : reason)
                    .append(": ")
                    .append(String.join(", ", runs))
                    .append('\n'));
            table.append('\n');
        }
    }

    /** Whether a Java of this version is in one of the usual folders, or named as build servers do it. */
    private static boolean isHere(String feature) throws IOException {
        if (System.getenv("JAVA_HOME_" + feature + "_X64") != null
                || Runtime.version().feature() == Integer.parseInt(feature)) {
            return true;
        }
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> jdks = Files.list(folder)) {
            for (Path release : jdks.map(jdk -> jdk.resolve("release")).filter(Files::isReadable).toList()) {
                if (Files.readString(release).contains("JAVA_VERSION=\"" + feature + ".")) {
                    return true;
                }
            }
        }
        return false;
    }
}
