package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.intuit.ipp.util.Config;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code for Intuit's SDK on docs/migrating.md is right: it compiles, and does the same as the routes beside it. */
class MigratingPageTest {

    private static final Pattern BLOCK = Pattern.compile("<!-- intuit -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
    private static final String REALM = QuickBooksSandbox.US_REALM;

    @TempDir
    private Path work;

    @Test
    void theCodeForIntuitsSdkRuns() throws Exception {
        String code = BLOCK.matcher(Files.readString(Pages.ROOT.resolve("docs/migrating.md")))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
        try (QuickBooksSandbox sandbox =
                QuickBooksSandbox.create().throttled(false).start()) {
            Config.setProperty(Config.PROXY_HOST, "localhost");
            Config.setProperty(Config.PROXY_PORT, Integer.toString(sandbox.port()));
            int before = sandbox.company().count("Invoice");
            compiled(code)
                    .getMethod("run", String.class, String.class, String.class)
                    .invoke(null, sandbox.url(), sandbox.tokens(REALM).access().value(), REALM);
            assertThat(sandbox.company().count("Invoice")).isEqualTo(before + 1);
            assertThat(sandbox.company()
                            .read("Customer", "1")
                            .path("CompanyName")
                            .asText())
                    .isEqualTo("Changed");
            assertThat(sandbox.company().query("select * from Customer where DisplayName = 'One of a batch'"))
                    .hasSize(1);
        }
    }

    private Class<?> compiled(String code) throws Exception {
        Path source = Files.writeString(work.resolve("Moved.java"), """
            import com.intuit.ipp.core.*;
            import com.intuit.ipp.data.*;
            import com.intuit.ipp.security.OAuth2Authorizer;
            import com.intuit.ipp.services.*;
            import com.intuit.ipp.util.Config;
            import java.math.BigDecimal;
            import java.util.List;
            public class Moved {
                public static void run(String url, String accessToken, String realmId) throws Exception {
            %s
                }
            }
            """.formatted(code));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", classPath, "-d", work.toString(), source.toString()))
                .isZero();
        URLClassLoader loader =
                new URLClassLoader(new URL[] {work.toUri().toURL()}, getClass().getClassLoader());
        return loader.loadClass("Moved");
    }
}
