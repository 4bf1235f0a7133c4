package org.camelquickbooks.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camelquickbooks.sandbox.admin.ControlledCompany;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.CompanyProfile;
import org.camelquickbooks.sandbox.document.PdfDocument;
import org.camelquickbooks.sandbox.entity.EntityService;
import org.camelquickbooks.sandbox.entity.Merge;
import org.camelquickbooks.sandbox.entity.Relations;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.query.QueryService;

/** Direct access of a test to the books of a company, without HTTP, tokens and limits. */
public final class SandboxCompany implements ControlledCompany {

    /** So many referrers of each type are listed. */
    private static final int REFERRERS = 20;

    private final EntityService entities = new EntityService();
    private final QueryService queries = new QueryService();
    private final Company company;

    SandboxCompany(Company company) {
        this.company = company;
    }

    Company company() {
        return company;
    }

    @Override
    public CompanyProfile profile() {
        return company.profile();
    }

    public String realmId() {
        return company.profile().realmId();
    }

    /** Creates an entity, as a request does, and returns it with its Id. */
    public ObjectNode create(String entity, JsonNode body) {
        EntityType type = Catalogue.get().type(entity);
        JsonNode stored = company.write((String) null, change -> entities.save(change, type, body, Set.of()));
        return stored.deepCopy();
    }

    /** As {@link #create(String, JsonNode)}, from JSON text. */
    public ObjectNode create(String entity, String json) {
        return create(entity, Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Changes some fields of an entity, whatever its version. */
    public ObjectNode update(String entity, String id, String json) {
        ObjectNode body = Json.parse(json.getBytes(StandardCharsets.UTF_8));
        EntityType type = Catalogue.get().type(entity);
        JsonNode stored = company.write((String) null, change -> {
            body.put("sparse", true).put("Id", id).put("SyncToken", Json.text(change.find(entity, id), "SyncToken"));
            return entities.save(change, type, body, Set.of());
        });
        return stored.deepCopy();
    }

    /**
     * Merges one entity into another of the same type, as people do on QuickBooks' pages. Returns the one that
     * remains.
     */
    @Override
    public ObjectNode merge(String entity, String into, String from) {
        return Merge.merge(company, entity, into, from);
    }

    /** Deletes a transaction, whatever its version. */
    public void delete(String entity, String id) {
        EntityType type = Catalogue.get().type(entity);
        company.write((String) null, change -> {
            ObjectNode body = Json.object().put("Id", id);
            body.put("SyncToken", Json.text(change.find(entity, id), "SyncToken"));
            return entities.delete(change, type, body);
        });
    }

    @Override
    public ObjectNode read(String entity, String id) {
        return Json.parse(
                company.read(() -> entities.read(company, Catalogue.get().type(entity), id)));
    }

    /** The rows of a query. */
    @Override
    public List<ObjectNode> query(String statement) {
        List<ObjectNode> rows = new ArrayList<>();
        find(statement).rows().forEach(row -> rows.add(Json.parse(row)));
        return rows;
    }

    /** The result of a query, which may be a count. */
    @Override
    public QueryService.Result find(String statement) {
        return company.read(() -> queries.run(company, statement));
    }

    /** What an entity refers to: references and linked transactions. */
    @Override
    public List<Relations.Reference> references(String entity, String id) {
        return Relations.of(company, Catalogue.get().type(entity), read(entity, id));
    }

    /** What refers to an entity: the newest of each type. */
    @Override
    public List<Relations.Referrers> referrers(String entity, String id) {
        return Relations.to(company, Catalogue.get().type(entity), id, REFERRERS);
    }

    /** A document as PDF. */
    @Override
    public byte[] pdf(String entity, String id) {
        return PdfDocument.of(company, Catalogue.get().type(entity), id);
    }

    /** The number of writes since the sandbox started. It also increases when the company is restored or reset. */
    @Override
    public long changes() {
        return company.changes();
    }

    /** The number of entities, including inactive ones. */
    @Override
    public int count(String entity) {
        return company.read(() -> company.table(entity).size());
    }

    /** Whether there is exactly one invoice with that number and total. */
    public boolean hasInvoice(String docNumber, String total) {
        List<ObjectNode> found =
                query("select * from Invoice where DocNumber = '" + docNumber.replace("'", "\\'") + "'");
        return found.size() == 1 && Json.decimal(found.get(0), "TotalAmt").compareTo(new BigDecimal(total)) == 0;
    }

    /** All debits minus all credits. Anything but zero is a bug of the sandbox. */
    @Override
    public BigDecimal trialBalance() {
        return Money.amount(company.read(() -> company.ledger().trialBalance()));
    }

    /** The e-mails that were sent. */
    @Override
    public List<ObjectNode> letters() {
        return company.read(() -> List.copyOf(company.letters()));
    }
}
