package org.camelquickbooks.sandbox.junit;

import java.util.function.UnaryOperator;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxBuilder;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A sandbox for the tests of a class, reset before each of them. Limits are off unless the test asks for them.
 *
 * <pre>{@code
 * @RegisterExtension
 * static QuickBooksSandboxExtension sandbox = new QuickBooksSandboxExtension();
 * }</pre>
 */
public final class QuickBooksSandboxExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, ParameterResolver {

    private final SandboxBuilder builder;
    private QuickBooksSandbox sandbox;

    /** A sandbox with the default companies, without rate limits. */
    public QuickBooksSandboxExtension() {
        this(builder -> builder);
    }

    /** @param settings changes the settings of the sandbox, such as {@code s -> s.throttled(true)} */
    public QuickBooksSandboxExtension(UnaryOperator<SandboxBuilder> settings) {
        this.builder = settings.apply(QuickBooksSandbox.create().throttled(false));
    }

    /** The running sandbox. */
    public QuickBooksSandbox sandbox() {
        if (sandbox == null) {
            throw new IllegalStateException(
                    "The sandbox runs between the first and the last test: register the extension as a static field");
        }
        return sandbox;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        sandbox = builder.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (sandbox == null) {
            sandbox = builder.start();
        }
        sandbox.reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (sandbox != null) {
            sandbox.close();
            sandbox = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == QuickBooksSandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return sandbox();
    }
}
