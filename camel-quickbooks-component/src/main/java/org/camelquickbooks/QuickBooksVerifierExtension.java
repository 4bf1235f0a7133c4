package org.camelquickbooks;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.component.extension.ComponentVerifierExtension;
import org.apache.camel.component.extension.verifier.DefaultComponentVerifierExtension;
import org.apache.camel.component.extension.verifier.ResultBuilder;
import org.apache.camel.component.extension.verifier.ResultErrorBuilder;
import org.apache.camel.support.PropertyBindingSupport;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.runtime.QuickBooksRuntime;
import org.camelquickbooks.validation.ComponentChecks;

/**
 * Checks options before a route uses them: that they are there and fit together, and by reading the company's
 * CompanyInfo that they open the door.
 */
@SuppressWarnings("deprecation")
class QuickBooksVerifierExtension extends DefaultComponentVerifierExtension {

    QuickBooksVerifierExtension() {
        super(QuickBooksConstants.SCHEME);
    }

    @Override
    protected Result verifyParameters(Map<String, Object> parameters) {
        ResultBuilder result = ResultBuilder.withStatusAndScope(Result.Status.OK, Scope.PARAMETERS);
        if (parameters.get("realmId") == null) {
            result.error(ResultErrorBuilder.withMissingOption("realmId").build());
        }
        if (parameters.get("accessToken") == null && parameters.get("refreshToken") == null) {
            result.error(ResultErrorBuilder.withMissingOption("refreshToken").build());
        }
        try {
            ComponentChecks.check(component(parameters));
        } catch (Exception e) {
            result.error(ResultErrorBuilder.withCodeAndDescription(
                            VerificationError.StandardCode.ILLEGAL_PARAMETER_VALUE, e.getMessage())
                    .build());
        }
        return result.build();
    }

    private QuickBooksComponent component(Map<String, Object> parameters) {
        QuickBooksComponent component = new QuickBooksComponent(getCamelContext());
        PropertyBindingSupport.build()
                .withConfigurer(new QuickBooksComponentConfigurer())
                .withIgnoreCase(true)
                .bind(getCamelContext(), component, new HashMap<>(parameters));
        return component;
    }

    @Override
    protected Result verifyConnectivity(Map<String, Object> parameters) {
        ResultBuilder result = ResultBuilder.withStatusAndScope(Result.Status.OK, Scope.CONNECTIVITY);
        QuickBooksRuntime runtime = null;
        try {
            QuickBooksComponent component = component(parameters);
            component.setMeterReads(false);
            // What is only tried is not kept, and no state is touched.
            component.setTokenStore(new MemoryTokenStore());
            component.setAuditTo(null);
            ComponentChecks.check(component);
            runtime = component.newRuntime();
            runtime.startForRequests();
            String realmId = component.getConfiguration().getRealmId();
            runtime.client()
                    .send(Request.get(realmId, "companyinfo/" + realmId)
                            .operation("verify")
                            .build())
                    .toCompletableFuture()
                    .join();
        } catch (Exception e) {
            result.error(error(Failures.cause(e)));
        } finally {
            if (runtime != null) {
                runtime.stop();
            }
        }
        return result.build();
    }

    private static ComponentVerifierExtension.VerificationError error(Throwable failure) {
        ResultErrorBuilder error = failure instanceof QuickBooksAuthenticationException
                ? ResultErrorBuilder.withCodeAndDescription(
                                VerificationError.StandardCode.AUTHENTICATION, failure.getMessage())
                        .parameterKey("accessToken")
                        .parameterKey("refreshToken")
                : ResultErrorBuilder.withCodeAndDescription(
                        VerificationError.StandardCode.GENERIC, failure.getMessage());
        return error.build();
    }
}
