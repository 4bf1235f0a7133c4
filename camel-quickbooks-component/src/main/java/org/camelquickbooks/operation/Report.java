package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.model.ReportRows;

/** Any report, as QuickBooks gives it or as rows. */
final class Report implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) {
        return call.send(Request.get(call.realmId(), "reports/" + name(call))
                        .kind(RequestKind.REPORT)
                        .parameters(Parameters.of(call)))
                .thenApply(response -> {
                    JsonNode report = response.json();
                    if (!call.options().isFlatten()) {
                        return OperationResult.of(report).from(response);
                    }
                    List<Map<String, Object>> rows = ReportRows.of(report);
                    return OperationResult.of(rows)
                            .header(QuickBooksConstants.ROW_COUNT, rows.size())
                            .from(response);
                });
    }

    private static String name(Call call) {
        String name = call.endpoint().getEntity();
        if (!name.matches("\\w+")) {
            throw new IllegalArgumentException(
                    "report/" + name + ": the name of a report has letters only, such as ProfitAndLoss");
        }
        return name;
    }
}
