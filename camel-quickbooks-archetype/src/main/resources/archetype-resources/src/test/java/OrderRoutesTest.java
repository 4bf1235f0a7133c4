package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.Main;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The routes as they are, with a QuickBooks company in this process. */
class OrderRoutesTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    private static final String ORDER = """
            {"DocNumber": "W-1001", "CustomerRef": {"value": "1"},
             "Line": [{"Amount": 19.95, "DetailType": "SalesItemLineDetail",
                       "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}]}""";

    @TempDir
    private Path directory;

    private final Main main = new Main(Application.class);

    @BeforeEach
    void start() throws Exception {
        String component = "camel.component.quickbooks.";
        String realm = QuickBooksSandbox.US_REALM;
        main.addOverrideProperty(component + "base-url", sandbox().url());
        main.addOverrideProperty(component + "realm-id", realm);
        main.addOverrideProperty(
                component + "refresh-token", sandbox().tokens(realm).refreshToken());
        main.addOverrideProperty(
                component + "state-directory", directory.resolve("state").toString());
        main.addOverrideProperty("orders.directory", directory.resolve("orders").toString());
        main.addOverrideProperty("orders.redeliveryDelay", "10");
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void anOrderBecomesAnInvoice() throws Exception {
        send("W-1", 1);
        assertTrue(sandbox().company().hasInvoice("W-1001", "19.95"));
        assertTrue(Files.exists(directory.resolve("orders/done/W-1.json")));
    }

    @Test
    void aLostAnswerMakesNoSecondInvoice() throws Exception {
        sandbox().faults().loseNextAnswer();
        send("W-1", 1);
        assertEquals(1, invoices());
    }

    @Test
    void theSameOrderMakesNoSecondInvoice() throws Exception {
        send("W-1", 1);
        send("W-1", 1);
        assertEquals(1, invoices());
    }

    /** Puts a file there as a whole, and waits until the route is done with it. */
    private void send(String name, int files) throws Exception {
        NotifyBuilder done =
                new NotifyBuilder(main.getCamelContext()).fromRoute("orders").whenDone(files).create();
        Path draft = Files.writeString(directory.resolve("draft"), ORDER);
        Files.move(draft, directory.resolve("orders").resolve(name + ".json"), StandardCopyOption.ATOMIC_MOVE);
        assertTrue(done.matches(180, TimeUnit.SECONDS), "The route is not done with the order");
    }

    private static int invoices() {
        return sandbox().company().query("select * from Invoice where DocNumber = 'W-1001'").size();
    }

    private static QuickBooksSandbox sandbox() {
        return SANDBOX.sandbox();
    }
}
