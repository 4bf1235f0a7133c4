package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;

/** Creates the reports of the table. */
public final class ReportService {

    private final boolean classicColumns;

    /** Reports with the columns that the service answers since 2026. */
    public ReportService() {
        this(false);
    }

    /** @param classicColumns whether the columns of lists have a type such as Date, and their key in MetaData */
    public ReportService(boolean classicColumns) {
        this.classicColumns = classicColumns;
    }

    /** The reports that the sandbox can make. */
    public Set<String> names() {
        return ReportTable.names();
    }

    public ObjectNode run(Company company, String name, Map<String, String> parameters) {
        ReportDefinition report = ReportTable.find(name);
        if (report == null) {
            throw QuickBooksFault.unsupported("Unsupported report " + name + "; supported are " + names());
        }
        return company.read(
                () -> report.maker().apply(new ReportParameters(report, parameters, company, classicColumns)));
    }
}
