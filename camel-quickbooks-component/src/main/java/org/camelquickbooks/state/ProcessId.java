package org.camelquickbooks.state;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Names of nodes that tell, on the machine they run on, whether their process is still there: so nobody waits for the
 * leases of one that was killed. A machine is a running system and its namespace of processes; containers are machines.
 */
final class ProcessId {

    private static final String MACHINE = machine();

    private ProcessId() {}

    /** A name that was never there before. */
    static String next() {
        ProcessHandle process = ProcessHandle.current();
        return MACHINE + ":" + process.pid() + ":" + started(process) + ":"
                + UUID.randomUUID().toString().substring(0, 13);
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Whether the process of a node is known to have ended; false where nobody can tell. */
    static boolean hasEnded(String node) {
        String[] parts = node.split(":");
        if (parts.length != 4 || !parts[0].equals(MACHINE)) {
            return false;
        }
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts[1]));
            return process.isEmpty()
                    || !process.get().isAlive()
                    || started(process.get()) != 0 && started(process.get()) != Long.parseLong(parts[2]);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String machine() {
        String system;
        try {
            system = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                            .strip() + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | RuntimeException e) {
            // Such as "4711@host": the name of the host is what there is elsewhere.
            String name = ManagementFactory.getRuntimeMXBean().getName();
            system = name.substring(name.indexOf('@') + 1);
        }
        return Keys.digest(system).substring(0, 16);
    }
}
