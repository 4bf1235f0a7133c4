package org.camelquickbooks.benchmarks;

import com.intuit.ipp.core.Context;
import com.intuit.ipp.core.ServiceType;
import com.intuit.ipp.data.Customer;
import com.intuit.ipp.data.Invoice;
import com.intuit.ipp.data.Line;
import com.intuit.ipp.data.LineDetailTypeEnum;
import com.intuit.ipp.data.ReferenceType;
import com.intuit.ipp.data.SalesItemLineDetail;
import com.intuit.ipp.exception.FMSException;
import com.intuit.ipp.security.OAuth2Authorizer;
import com.intuit.ipp.services.DataService;
import com.intuit.ipp.util.Config;
import com.intuit.ipp.util.MessageUtils;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Intuit's own SDK. */
final class IntuitSubject implements Subject {

    private final Company company;
    private final DataService service;

    IntuitSubject(Company company) throws FMSException {
        this.company = company;
        prepareThread();
        // Built on first use, and not safe for several threads then.
        MessageUtils.getWhitelistedEntities();
        service = new DataService(new Context(new OAuth2Authorizer(company.token()), ServiceType.QBO, company.realm()));
    }

    @Override
    public String name() {
        return "Intuit's SDK";
    }

    @Override
    public boolean isBlocking() {
        return true;
    }

    /** The SDK keeps its settings by thread, and takes a port for a proxy's only. */
    @Override
    public void prepareThread() {
        Config.setProperty(Config.BASE_URL_QBO, company.url() + "/v3/company");
        Config.setProperty(Config.PROXY_HOST, "localhost");
        Config.setProperty(
                Config.PROXY_PORT, Integer.toString(URI.create(company.url()).getPort()));
    }

    @Override
    public CompletionStage<?> create(int number) throws FMSException {
        SalesItemLineDetail detail = new SalesItemLineDetail();
        detail.setItemRef(reference(company.item()));
        Line line = new Line();
        line.setAmount(new BigDecimal("19.90"));
        line.setDetailType(LineDetailTypeEnum.SALES_ITEM_LINE_DETAIL);
        line.setSalesItemLineDetail(detail);
        Invoice invoice = new Invoice();
        invoice.setDocNumber("B-" + number);
        invoice.setCustomerRef(reference(company.customer()));
        invoice.setLine(List.of(line));
        return CompletableFuture.completedFuture(service.add(invoice));
    }

    private static ReferenceType reference(String value) {
        ReferenceType reference = new ReferenceType();
        reference.setValue(value);
        return reference;
    }

    @Override
    public CompletionStage<?> read() throws FMSException {
        Customer customer = new Customer();
        customer.setId(company.customer());
        return CompletableFuture.completedFuture(service.findById(customer));
    }

    @Override
    public CompletionStage<?> query() throws FMSException {
        return CompletableFuture.completedFuture(
                service.executeQuery(Company.QUERY).getEntities());
    }
}
