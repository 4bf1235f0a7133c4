package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.QuickBooksConfiguration.ReportSplit;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.model.ReportCut;
import org.camelquickbooks.model.ReportCutException;
import org.camelquickbooks.model.ReportRows;

/** Any report, as QuickBooks gives it or as rows, at once or in parts; never one that QuickBooks has cut. */
final class Report implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) {
        String name = name(call);
        Map<String, String> parameters = Parameters.of(call);
        ReportRange.check(name, parameters);
        SplitReport.Source source = given -> call.send(Request.get(call.realmId(), "reports/" + name)
                .kind(RequestKind.REPORT)
                .parameters(given));
        if (call.options().getSplit() != ReportSplit.NONE) {
            SplitReport split = new SplitReport(call, name, parameters, source);
            return split.run().thenApply(report -> result(call, report, split.last()));
        }
        return source.get(parameters).thenApply(response -> {
            JsonNode report = response.json();
            if (ReportCut.isCut(report)) {
                throw cut(name, "Set split=month, or a shorter range of dates");
            }
            return result(call, report, response);
        });
    }

    static ReportCutException cut(String name, String advice) {
        return new ReportCutException("QuickBooks has cut the report " + name
                + ", because it has more than 400,000 cells, and rows are missing. " + advice);
    }

    private static OperationResult result(Call call, JsonNode report, Response response) {
        if (!call.options().isFlatten()) {
            return OperationResult.of(report).from(response);
        }
        List<Map<String, Object>> rows = ReportRows.of(report);
        return OperationResult.of(rows)
                .header(QuickBooksConstants.ROW_COUNT, rows.size())
                .from(response);
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
