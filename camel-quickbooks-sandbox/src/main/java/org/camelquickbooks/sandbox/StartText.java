package org.camelquickbooks.sandbox;

import java.nio.file.Path;
import java.util.List;

/** What one needs to know to use a sandbox that has just started. */
final class StartText {

    private static final int COMPANIES_SHOWN = 10;

    private StartText() {}

    /** @param data where it keeps everything, or null */
    static String of(QuickBooksSandbox sandbox, Path data, boolean secret) {
        StringBuilder text = new StringBuilder("\nCompanies:\n");
        List<SandboxCompany> companies = sandbox.companies();
        companies.stream()
                .limit(COMPANIES_SHOWN)
                .forEach(company -> text.append("  %s  %s%n"
                        .formatted(company.realmId(), company.profile().name())));
        if (companies.size() > COMPANIES_SHOWN) {
            text.append(
                    "  and %d more: %s/admin/companies%n".formatted(companies.size() - COMPANIES_SHOWN, sandbox.url()));
        }
        text.append("""

                App: client id sandbox-client, client secret sandbox-secret, webhook verifier token sandbox-verifier-token

                An access token, good for an hour:
                  export TOKEN=$(curl -s -X POST %1$s/admin/tokens%2$s -d '{"realmId":"%3$s"}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

                Console: %1$s/
                Data: %4$s
                """.formatted(
                        sandbox.url(),
                        secret ? " -H 'Authorization: Bearer ADMIN-SECRET'" : "",
                        companies.get(0).realmId(),
                        data == null
                                ? "in memory, lost when this process ends; --data DIR keeps it"
                                : data.toAbsolutePath().normalize().toString()));
        return text.toString();
    }
}
