package org.camelquickbooks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** On what a benchmark ran. */
final class Machine {

    private Machine() {}

    static String describe() throws IOException {
        String model = "";
        Path info = Path.of("/proc/cpuinfo");
        if (Files.exists(info)) {
            model = Files.readAllLines(info).stream()
                    .filter(l -> l.startsWith("model name"))
                    .map(l -> l.substring(l.indexOf(':') + 2) + ", ")
                    .findFirst()
                    .orElse("");
        }
        return "Machine: " + model + Runtime.getRuntime().availableProcessors() + " processors, Java "
                + Runtime.version();
    }
}
