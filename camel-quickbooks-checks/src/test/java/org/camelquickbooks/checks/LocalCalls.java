package org.camelquickbooks.checks;

import java.util.List;

/** Commands that call a server on this machine, where the build's environment names a proxy for the others. */
final class LocalCalls {

    private static final String HERE = "localhost,127.0.0.1,::1";

    private LocalCalls() {}

    /** curl, Python and Node ask these variables, and would send a call of this machine to the proxy. */
    static void pastProxies(ProcessBuilder process) {
        for (String variable : List.of("no_proxy", "NO_PROXY")) {
            process.environment().merge(variable, HERE, (others, here) -> others + "," + here);
        }
    }
}
