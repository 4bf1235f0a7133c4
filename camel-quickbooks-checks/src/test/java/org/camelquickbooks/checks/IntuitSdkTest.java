package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.intuit.ipp.core.Context;
import com.intuit.ipp.core.IEntity;
import com.intuit.ipp.core.ServiceType;
import com.intuit.ipp.data.*;
import com.intuit.ipp.data.Class;
import com.intuit.ipp.exception.AuthenticationException;
import com.intuit.ipp.exception.FMSException;
import com.intuit.ipp.exception.InvalidTokenException;
import com.intuit.ipp.exception.ServiceException;
import com.intuit.ipp.net.UploadEntry;
import com.intuit.ipp.security.OAuth2Authorizer;
import com.intuit.ipp.services.BatchOperation;
import com.intuit.ipp.services.CDCQueryResult;
import com.intuit.ipp.services.DataService;
import com.intuit.ipp.services.QueryResult;
import com.intuit.ipp.services.ReportService;
import com.intuit.ipp.util.Config;
import com.intuit.oauth2.client.OAuth2PlatformClient;
import com.intuit.oauth2.config.OAuth2Config;
import com.intuit.oauth2.config.Scope;
import com.intuit.oauth2.data.BearerTokenResponse;
import com.intuit.oauth2.exception.OAuthException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.Sample;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.camelquickbooks.sandbox.oauth.App;
import org.camelquickbooks.sandbox.oauth.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Intuit's own Java SDK, unmodified and pointed here by its configuration, works with the sandbox. */
class IntuitSdkTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension(s -> s.sample(Sample.OWN));

    private QuickBooksSandbox sandbox;
    private DataService service;

    @BeforeEach
    void pointTheSdkHere() throws FMSException {
        sandbox = SANDBOX.sandbox();
        Config.setProperty(Config.BASE_URL_QBO, sandbox.url() + "/v3/company");
        Config.setProperty(Config.BASE_URL_ENTITLEMENTSERVICE, sandbox.url() + "/manage");
        // The SDK's HTTP client drops the port of a base URL; as its proxy the sandbox gets all it sends.
        Config.setProperty(Config.PROXY_HOST, "localhost");
        Config.setProperty(Config.PROXY_PORT, Integer.toString(sandbox.port()));
        Config.setProperty(Config.RETRY_FIXED_COUNT, "0");
        service = new DataService(context());
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(sandbox.company().trialBalance()).isEqualByComparingTo("0");
    }

    private Context context() throws FMSException {
        String token = sandbox.tokens(QuickBooksSandbox.US_REALM).access().value();
        return new Context(new OAuth2Authorizer(token), ServiceType.QBO, QuickBooksSandbox.US_REALM);
    }

    private OAuth2PlatformClient oauth() throws Exception {
        OAuth2Config config = new OAuth2Config.OAuth2ConfigBuilder("sandbox-client", "sandbox-secret")
                .callDiscoveryAPI(sandbox.url() + "/.well-known/openid_sandbox_configuration")
                .buildConfig();
        return new OAuth2PlatformClient(config);
    }

    @Test
    void refreshesAndRevokesTokens() throws Exception {
        Tokens.Pair pair = sandbox.tokens(QuickBooksSandbox.US_REALM);

        BearerTokenResponse first = oauth().refreshToken(pair.refreshToken());
        sandbox.clock().advance(Duration.ofHours(25));
        BearerTokenResponse second = oauth().refreshToken(first.getRefreshToken());

        assertThat(first.getRefreshToken()).isEqualTo(pair.refreshToken());
        assertThat(second.getRefreshToken()).isNotEqualTo(pair.refreshToken());
        assertThat(second.getExpiresIn()).isEqualTo(3600);
        assertThat(oauth().revokeToken(second.getRefreshToken()).getStatus()).isEqualTo("SUCCESS");
        assertThatThrownBy(() -> oauth().refreshToken(second.getRefreshToken())).isInstanceOf(OAuthException.class);
    }

    @Test
    void readsUserInfoAndTheIdToken() throws Exception {
        Tokens.Pair pair = sandbox.tokens(
                QuickBooksSandbox.US_REALM, App.DEFAULT.clientId(), Set.of("openid", "email", "profile"));
        BearerTokenResponse tokens = oauth().refreshToken(pair.refreshToken());

        assertThat(oauth().getUserInfo(tokens.getAccessToken()).getEmail()).isEqualTo("sandbox.user@example.com");
        assertThat(tokens.getIdToken()).isNotBlank();
        OAuth2Config config = new OAuth2Config.OAuth2ConfigBuilder("sandbox-client", "sandbox-secret")
                .callDiscoveryAPI(sandbox.url() + "/.well-known/openid_configuration")
                .buildConfig();
        assertThat(config.prepareUrl(List.of(Scope.Accounting), "http://localhost:9999/callback"))
                .startsWith(sandbox.url() + "/connect/oauth2");
    }

    private static ReferenceType ref(String id) {
        ReferenceType ref = new ReferenceType();
        ref.setValue(id);
        return ref;
    }

    private <T extends IEntity> T one(String statement) throws FMSException {
        @SuppressWarnings("unchecked")
        List<T> found = (List<T>) service.executeQuery(statement).getEntities();
        assertThat(found).as(statement).isNotEmpty();
        return found.get(0);
    }

    private String account(String type) throws FMSException {
        Account account = one("select * from Account where AccountType = '" + type + "' maxresults 1");
        return account.getId();
    }

    private Customer customer(String name) throws FMSException {
        Customer customer = new Customer();
        customer.setDisplayName(name);
        EmailAddress email = new EmailAddress();
        email.setAddress("someone@example.com");
        customer.setPrimaryEmailAddr(email);
        return service.add(customer);
    }

    private Vendor vendor(String name) throws FMSException {
        Vendor vendor = new Vendor();
        vendor.setDisplayName(name);
        return service.add(vendor);
    }

    private Line sale(String amount) throws FMSException {
        Item item = one("select * from Item where Type = 'Service' maxresults 1");
        SalesItemLineDetail detail = new SalesItemLineDetail();
        detail.setItemRef(ref(item.getId()));
        Line line = new Line();
        line.setAmount(new BigDecimal(amount));
        line.setDetailType(LineDetailTypeEnum.SALES_ITEM_LINE_DETAIL);
        line.setSalesItemLineDetail(detail);
        return line;
    }

    private Line expense(String amount) throws FMSException {
        AccountBasedExpenseLineDetail detail = new AccountBasedExpenseLineDetail();
        detail.setAccountRef(ref(account("Expense")));
        Line line = new Line();
        line.setAmount(new BigDecimal(amount));
        line.setDetailType(LineDetailTypeEnum.ACCOUNT_BASED_EXPENSE_LINE_DETAIL);
        line.setAccountBasedExpenseLineDetail(detail);
        return line;
    }

    private static Line applied(String amount, String id, TxnTypeEnum type) {
        LinkedTxn link = new LinkedTxn();
        link.setTxnId(id);
        link.setTxnType(type == TxnTypeEnum.BILL ? "Bill" : "Invoice");
        Line line = new Line();
        line.setAmount(new BigDecimal(amount));
        line.setLinkedTxn(new ArrayList<>(List.of(link)));
        return line;
    }

    private Invoice invoice(Customer customer, String amount) throws FMSException {
        Invoice invoice = new Invoice();
        invoice.setCustomerRef(ref(customer.getId()));
        invoice.setLine(new ArrayList<>(List.of(sale(amount))));
        return service.add(invoice);
    }

    @Test
    void keepsListEntities() throws Exception {
        Customer customer = customer("Sdk Customer");
        customer.setCompanyName("Sdk & Söhne");
        Customer changed = service.update(customer);
        assertThat(changed.getCompanyName()).isEqualTo("Sdk & Söhne");
        assertThat(changed.getSyncToken()).isEqualTo("1");
        assertThat(service.findById(changed).getDisplayName()).isEqualTo("Sdk Customer");

        Vendor vendor = vendor("Sdk Vendor");
        assertThat(service.findById(vendor).getDisplayName()).isEqualTo("Sdk Vendor");

        Employee employee = new Employee();
        employee.setGivenName("Sdk");
        employee.setFamilyName("Employee");
        assertThat(service.add(employee).getDisplayName()).isEqualTo("Sdk Employee");

        Account account = new Account();
        account.setName("Sdk Account");
        account.setAccountType(AccountTypeEnum.EXPENSE);
        Account added = service.add(account);
        assertThat(added.getClassification()).isEqualTo(AccountClassificationEnum.EXPENSE);

        Item item = new Item();
        item.setName("Sdk Item");
        item.setType(ItemTypeEnum.SERVICE);
        item.setIncomeAccountRef(ref(account("Income")));
        assertThat(service.add(item).getFullyQualifiedName()).isEqualTo("Sdk Item");

        Term term = new Term();
        term.setName("Sdk Term");
        term.setDueDays(21);
        assertThat(service.add(term).getType()).isEqualTo("STANDARD");

        PaymentMethod method = new PaymentMethod();
        method.setName("Sdk Method");
        assertThat(service.add(method).getId()).isNotBlank();

        Class tracked = new Class();
        tracked.setName("Sdk Class");
        assertThat(service.add(tracked).getFullyQualifiedName()).isEqualTo("Sdk Class");

        Department department = new Department();
        department.setName("Sdk Department");
        Department stored = service.add(department);
        stored.setActive(false);
        assertThat(service.update(stored).getName()).isEqualTo("Sdk Department (deleted)");
    }

    @Test
    void keepsTransactions() throws Exception {
        Customer customer = customer("Sdk Buyer");
        Invoice invoice = invoice(customer, "120.50");
        assertThat(invoice.getTotalAmt()).isEqualByComparingTo("120.50");

        Payment payment = new Payment();
        payment.setCustomerRef(ref(customer.getId()));
        payment.setTotalAmt(new BigDecimal("100"));
        payment.setLine(new ArrayList<>(List.of(applied("100", invoice.getId(), TxnTypeEnum.INVOICE))));
        Payment paid = service.add(payment);
        assertThat(paid.getUnappliedAmt()).isEqualByComparingTo("0");
        assertThat(service.findById(invoice).getBalance()).isEqualByComparingTo("20.50");

        Payment voided = service.voidRequest(paid);
        assertThat(voided.getPrivateNote()).isEqualTo("Voided");
        assertThat(service.findById(invoice).getBalance()).isEqualByComparingTo("120.50");

        Vendor vendor = vendor("Sdk Seller");
        Bill bill = new Bill();
        bill.setVendorRef(ref(vendor.getId()));
        bill.setLine(new ArrayList<>(List.of(expense("75.25"))));
        Bill owed = service.add(bill);
        assertThat(owed.getBalance()).isEqualByComparingTo("75.25");

        BillPayment billPayment = new BillPayment();
        billPayment.setVendorRef(ref(vendor.getId()));
        billPayment.setPayType(BillPaymentTypeEnum.CHECK);
        billPayment.setTotalAmt(new BigDecimal("75.25"));
        BillPaymentCheck check = new BillPaymentCheck();
        check.setBankAccountRef(ref(account("Bank")));
        billPayment.setCheckPayment(check);
        billPayment.setLine(new ArrayList<>(List.of(applied("75.25", owed.getId(), TxnTypeEnum.BILL))));
        service.add(billPayment);
        assertThat(service.findById(owed).getBalance()).isEqualByComparingTo("0");

        Purchase purchase = new Purchase();
        purchase.setPaymentType(PaymentTypeEnum.CASH);
        purchase.setAccountRef(ref(account("Bank")));
        purchase.setLine(new ArrayList<>(List.of(expense("12.00"))));
        assertThat(service.add(purchase).getTotalAmt()).isEqualByComparingTo("12.00");

        VendorCredit credit = new VendorCredit();
        credit.setVendorRef(ref(vendor.getId()));
        credit.setLine(new ArrayList<>(List.of(expense("5.00"))));
        assertThat(service.add(credit).getTotalAmt()).isEqualByComparingTo("5.00");

        Transfer transfer = new Transfer();
        transfer.setAmount(new BigDecimal("10"));
        List<? extends IEntity> banks = service.executeQuery("select * from Account where AccountType = 'Bank'")
                .getEntities();
        transfer.setFromAccountRef(ref(((Account) banks.get(0)).getId()));
        transfer.setToAccountRef(ref(((Account) banks.get(1)).getId()));
        Transfer moved = service.add(transfer);
        assertThat(service.delete(moved).getStatus()).isEqualTo(EntityStatusEnum.DELETED);

        JournalEntry entry = new JournalEntry();
        entry.setLine(new ArrayList<>(List.of(
                posting("40", PostingTypeEnum.DEBIT, account("Expense")),
                posting("40", PostingTypeEnum.CREDIT, account("Bank")))));
        assertThat(service.add(entry).getLine()).hasSize(2);
    }

    private static Line posting(String amount, PostingTypeEnum type, String account) {
        JournalEntryLineDetail detail = new JournalEntryLineDetail();
        detail.setPostingType(type);
        detail.setAccountRef(ref(account));
        Line line = new Line();
        line.setAmount(new BigDecimal(amount));
        line.setDetailType(LineDetailTypeEnum.JOURNAL_ENTRY_LINE_DETAIL);
        line.setJournalEntryLineDetail(detail);
        return line;
    }

    @Test
    void keepsSalesForms() throws Exception {
        Customer customer = customer("Sdk Shopper");
        Estimate estimate = new Estimate();
        estimate.setCustomerRef(ref(customer.getId()));
        estimate.setLine(new ArrayList<>(List.of(sale("10"))));
        assertThat(service.add(estimate).getTxnStatus()).isEqualTo("Pending");

        SalesReceipt receipt = new SalesReceipt();
        receipt.setCustomerRef(ref(customer.getId()));
        receipt.setLine(new ArrayList<>(List.of(sale("10"))));
        assertThat(service.add(receipt).getBalance()).isEqualByComparingTo("0");

        CreditMemo memo = new CreditMemo();
        memo.setCustomerRef(ref(customer.getId()));
        memo.setLine(new ArrayList<>(List.of(sale("3"))));
        assertThat(service.add(memo).getRemainingCredit()).isEqualByComparingTo("3");

        RefundReceipt refund = new RefundReceipt();
        refund.setCustomerRef(ref(customer.getId()));
        refund.setDepositToAccountRef(ref(account("Bank")));
        refund.setLine(new ArrayList<>(List.of(sale("2"))));
        assertThat(service.add(refund).getTotalAmt()).isEqualByComparingTo("2");
    }

    @Test
    void queriesAndFindsAll() throws Exception {
        QueryResult result = service.executeQuery(
                "select * from Customer where DisplayName like '%a%' orderby DisplayName startposition 1 maxresults 5");

        assertThat(result.getEntities()).hasSize(5);
        assertThat(result.getMaxResults()).isEqualTo(5);
        assertThat(service.executeQuery("select count(*) from Invoice").getTotalCount())
                .isEqualTo(sandbox.company().count("Invoice"));
        assertThat(service.findAll(new Vendor())).hasSize(25);
    }

    @Test
    void runsBatches() throws Exception {
        Customer customer = new Customer();
        customer.setDisplayName("Sdk Batched");
        BatchOperation batch = new BatchOperation();
        batch.addEntity(customer, OperationEnum.CREATE, "1");
        batch.addQuery("select * from Term", "2");
        batch.addEntity(new Vendor(), OperationEnum.CREATE, "3");

        service.executeBatch(batch);

        assertThat(((Customer) batch.getEntity("1")).getId()).isNotBlank();
        assertThat(batch.getQueryResponse("2").getEntities()).isNotEmpty();
        assertThat(batch.isFault("3")).isTrue();
        assertThat(batch.getFault("3").getError().get(0).getCode()).isEqualTo("2020");
    }

    @Test
    void capturesChanges() throws Exception {
        String since = sandbox.clock().instant().minusSeconds(1).toString();
        sandbox.clock().advance(Duration.ofSeconds(5));
        Customer customer = customer("Sdk Changed");
        Invoice invoice = invoice(customer, "9");
        service.delete(invoice);

        List<CDCQueryResult> results = service.executeCDCQuery(List.of(new Customer(), new Invoice()), since);

        QueryResult customers = results.get(0).getQueryResults().get("Customer");
        assertThat(customers.getEntities()).anyMatch(c -> ((Customer) c).getId().equals(customer.getId()));
        QueryResult invoices = results.get(0).getQueryResults().get("Invoice");
        assertThat(invoices.getEntities())
                .anyMatch(i -> ((Invoice) i).getId().equals(invoice.getId())
                        && ((Invoice) i).getStatus() == EntityStatusEnum.DELETED);
    }

    @Test
    void runsReports() throws Exception {
        ReportService reports = new ReportService(context());
        reports.setStart_date("2026-01-01");
        reports.setEnd_date("2026-06-30");

        Report report = reports.executeReport("BalanceSheet");

        assertThat(report.getHeader().getReportName()).isEqualTo("BalanceSheet");
        assertThat(report.getRows().getRow()).hasSize(2);
        assertThat(report.getColumns().getColumn()).hasSize(2);
    }

    @Test
    void uploadsAndDownloadsFiles() throws Exception {
        byte[] content = "Größe;Menge\n1;2\n".getBytes(StandardCharsets.UTF_8);
        Attachable attachable = new Attachable();
        attachable.setFileName("menge.csv");
        attachable.setContentType("text/csv");

        Attachable uploaded = service.upload(attachable, new ByteArrayInputStream(content));
        try (InputStream in = service.download(uploaded)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }

        assertThat(uploaded.getSize()).isEqualTo(content.length);
        Attachable second = new Attachable();
        second.setFileName("zwei.txt");
        second.setContentType("text/plain");
        List<Attachable> both = upload(List.of(entry(attachable, content), entry(second, content)));
        assertThat(both).hasSize(2);
    }

    @SuppressWarnings("rawtypes")
    private List<Attachable> upload(List<UploadEntry> entries) throws FMSException {
        return service.upload(entries);
    }

    /** The SDK asks for a list of the raw type. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    private static UploadEntry entry(Attachable attachable, byte[] content) {
        return new UploadEntry(attachable, new ByteArrayInputStream(content));
    }

    @Test
    void getsPdfsAndSendsMail() throws Exception {
        Invoice invoice = invoice(customer("Sdk Mail"), "33");

        try (InputStream pdf = service.downloadPDF(invoice)) {
            assertThat(new String(pdf.readNBytes(5), StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        }
        Invoice sent = service.sendEmail(invoice, "other@example.com");

        assertThat(sent.getEmailStatus()).isEqualTo(EmailStatusEnum.EMAIL_SENT);
        assertThat(sandbox.company().letters()).hasSize(1);
    }

    @Test
    void speaksXmlBothWays() throws Exception {
        Config.setProperty(Config.SERIALIZATION_REQUEST_FORMAT, "xml");
        Config.setProperty(Config.SERIALIZATION_RESPONSE_FORMAT, "xml");
        try {
            service = new DataService(context());
            Invoice invoice = invoice(customer("Sdk <Xml> & Co"), "77.70");
            Invoice read = service.findById(invoice);
            assertThat(read.getTotalAmt()).isEqualByComparingTo("77.70");
            assertThat(read.getCustomerRef().getName()).isEqualTo("Sdk <Xml> & Co");
            assertThat(service.executeQuery("select * from Item maxresults 3").getEntities())
                    .hasSize(3);
            FMSException duplicate = catchThrowableOfType(FMSException.class, () -> customer("Sdk <Xml> & Co"));
            assertThat(duplicate.getErrorList().get(0).getCode()).isEqualTo("6240");
            assertThat(service.delete(read).getStatus()).isEqualTo(EntityStatusEnum.DELETED);
        } finally {
            Config.setProperty(Config.SERIALIZATION_REQUEST_FORMAT, "json");
            Config.setProperty(Config.SERIALIZATION_RESPONSE_FORMAT, "json");
        }
    }

    @Test
    void mapsFaultsToTheSdksExceptions() throws Exception {
        Customer customer = customer("Sdk Twice");
        // The SDK has a ValidationException for the type "Validation"; the service says "ValidationFault".
        FMSException duplicate = catchThrowableOfType(FMSException.class, () -> customer("Sdk Twice"));
        assertThat(duplicate.getErrorList().get(0).getCode()).isEqualTo("6240");
        assertThat(duplicate.getErrorList().get(0).getMessage()).isEqualTo("Duplicate Name Exists Error");

        customer.setNotes("changed");
        service.update(customer);
        FMSException stale = catchThrowableOfType(FMSException.class, () -> service.update(customer));
        assertThat(stale.getErrorList().get(0).getCode()).isEqualTo("5010");

        sandbox.faults().throttleNext(1);
        assertThatThrownBy(() -> service.findAll(new Customer())).isInstanceOf(ServiceException.class);
        DataService stranger = new DataService(new Context(
                new OAuth2Authorizer(
                        sandbox.tokens(QuickBooksSandbox.CANADA_REALM).access().value()),
                ServiceType.QBO,
                QuickBooksSandbox.US_REALM));
        // The SDK has an AuthorizationException for the type "AuthorizationFault"; the gateway says "SERVICE".
        assertThatThrownBy(() -> stranger.findAll(new Customer()))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("3100");
        assertThatThrownBy(() -> service.executeQuery("select * from Customer where Foo = '1'"))
                .isInstanceOf(FMSException.class);

        sandbox.clock().advance(Duration.ofHours(2));
        assertThatThrownBy(() -> service.findAll(new Customer()))
                .isInstanceOfAny(AuthenticationException.class, InvalidTokenException.class);
    }
}
