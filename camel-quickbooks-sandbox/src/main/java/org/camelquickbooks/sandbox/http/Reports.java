package org.camelquickbooks.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.report.ReportService;

/** Reports, and what the company's plan entitles it to. */
final class Reports {

    private final ReportService service;

    Reports(ReportService service) {
        this.service = service;
    }

    Answer report(Call call) {
        Map<String, String> parameters = new HashMap<>();
        call.request().params().forEach(e -> parameters.put(e.getKey(), e.getValue()));
        ObjectNode report = service.run(call.company(), call.variable("name"), parameters);
        return Answer.envelope(Json.bytes(report));
    }

    /** XML always, as the real one. */
    Answer entitlements(Call call) {
        Company company = call.company();
        int customers = company.read(() -> company.table("Customer").size());
        String xml = """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <EntitlementsResponse><QboCompany>true</QboCompany><PlanName>QuickBooks Online Plus</PlanName>\
                <MaxUsers>5</MaxUsers><CurrentUsers>1</CurrentUsers><DaysRemainingTrial>0</DaysRemainingTrial>\
                <Entitlement id="1"><name>Accounting</name><term>On</term></Entitlement>\
                <Entitlement id="2"><name>Inventory</name><term>On</term></Entitlement>\
                <Thresholds><Threshold><name>Customers</name><limit>100000</limit><enforced>false</enforced>\
                <currentCount>%d</currentCount><aboveThreshold>false</aboveThreshold></Threshold></Thresholds>\
                </EntitlementsResponse>
                """;
        return Answer.text(200, "application/xml;charset=UTF-8", xml.formatted(customers));
    }
}
