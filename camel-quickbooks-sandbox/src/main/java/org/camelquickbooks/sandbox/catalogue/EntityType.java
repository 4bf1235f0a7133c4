package org.camelquickbooks.sandbox.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One row of the table of entities: its name, its operations, and its queryable properties. */
public final class EntityType {

    public enum Kind {
        /** A customer, an item, an account: named, made inactive, never deleted. */
        LIST,
        /** An invoice, a payment: dated, posted, deleted. */
        TRANSACTION,
        /** CompanyInfo and Preferences: there is one. */
        SINGLE
    }

    /** How an entity is written and read. */
    public enum Form {
        /** Under its own name, by Id. */
        PLAIN,
        /** A rate of exchange: by currency and day, and writing is an upsert. */
        RATE,
        /** A template: as the transaction that it makes, and answered with that inside. */
        TEMPLATE,
        /** A tree that is read by level and parent. */
        TREE
    }

    /** What a request to void is answered with: some things cannot be voided, and the service says so oddly. */
    public enum Voiding {
        VOIDS,
        UNSUPPORTED,
        /** A Fault in an answer of status 200. */
        FAULT,
        /** An envelope with nothing in it. */
        NOTHING
    }

    private final String name;
    private final String path;
    private final Kind kind;
    private final String operations;
    private final boolean cdc;
    private final String webhookOperations;
    private final String webhookName;
    private final String idSequence;
    private final String nameKey;
    private final List<String> required;
    private final Set<String> readOnly;
    private final Set<String> computed;
    private final Set<String> opening;
    private final Set<String> indexed;
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final Shape shape;
    private final Map<String, Integer> lengths;
    private final Answers answers;
    private final String order;
    private final boolean total;
    private final Voiding voiding;
    private final boolean deleteAnyVersion;
    private final List<String> requiredInSparse;
    private final List<String> addresses;
    private final Form form;
    private final String alsoReads;
    private final boolean customerLink;
    private final boolean namesForIds;
    private final String numbers;

    EntityType(
            EntityRow row,
            Shape shape,
            Map<String, Integer> lengths,
            Map<String, Property> properties,
            Answers answers) {
        this.name = row.name();
        this.path = row.path();
        this.kind = switch (row.kind()) {
            case "list" -> Kind.LIST;
            case "txn" -> Kind.TRANSACTION;
            default -> Kind.SINGLE;
        };
        this.operations = row.operations();
        this.cdc = row.cdc();
        this.webhookOperations = row.webhook();
        this.webhookName = row.webhookName() == null ? row.name() : row.webhookName();
        this.idSequence = row.ids();
        this.nameKey = row.nameKey();
        this.required = row.required();
        this.readOnly = Set.copyOf(row.readOnly());
        this.computed = Set.copyOf(row.computed());
        this.opening = Set.copyOf(row.opening());
        this.indexed = Set.copyOf(row.index());
        this.shape = shape;
        this.lengths = lengths;
        this.properties.putAll(properties);
        this.answers = answers;
        this.order = isTransaction() ? "TxnDate" : row.order();
        this.total = row.total() == null ? isTransaction() : row.total();
        this.voiding = row.voiding() != null
                ? Voiding.valueOf(row.voiding().toUpperCase(Locale.ROOT))
                : isTransaction() ? Voiding.VOIDS : Voiding.UNSUPPORTED;
        this.deleteAnyVersion = row.deleteAnyVersion();
        this.requiredInSparse = row.requiredInSparse();
        this.form = row.form() == null ? Form.PLAIN : Form.valueOf(row.form().toUpperCase(Locale.ROOT));
        this.alsoReads = row.alsoReads();
        this.customerLink = row.customerLink();
        this.namesForIds = row.namesForIds();
        this.numbers = row.numbers();
        this.addresses = shape.fields().entrySet().stream()
                .filter(field -> field.getValue().shape().equals("PhysicalAddress"))
                .map(Map.Entry::getKey)
                .toList();
    }

    public String name() {
        return name;
    }

    /** The resource in the path of a URL, lower case. */
    public String path() {
        return path;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isTransaction() {
        return kind == Kind.TRANSACTION;
    }

    /** One of the letters of the operation matrix: C R Q U S D V E P X. */
    public boolean allows(char operation) {
        return operations.indexOf(operation) >= 0;
    }

    public String operations() {
        return operations;
    }

    public boolean isChangeDataCaptured() {
        return cdc;
    }

    /** One of C U D M V E, as the webhook table has them. */
    public boolean notifies(char operation) {
        return webhookOperations.indexOf(operation) >= 0;
    }

    public String webhookName() {
        return webhookName;
    }

    /** Entities that number together share a sequence: all transactions do, and all names do. */
    public String idSequence() {
        return idSequence;
    }

    /** The property that holds the entity's name, or null. */
    public String nameKey() {
        return nameKey;
    }

    public List<String> required() {
        return required;
    }

    /** What a sparse update has to repeat. */
    public List<String> requiredInSparse() {
        return requiredInSparse;
    }

    public boolean isReadOnly(String field) {
        return readOnly.contains(field) || computed.contains(field);
    }

    /** Fields that are not stored but worked out when read: balances, quantities. */
    public Set<String> computed() {
        return computed;
    }

    /** Whether an answer is what is stored, with nothing worked out or left out. */
    public boolean isAnsweredAsStored() {
        return computed.isEmpty() && answers.unseen().isEmpty();
    }

    /** Computed fields that may be given once, when they begin: the quantity of an item, the balance of a customer. */
    public boolean isOpening(String field) {
        return opening.contains(field);
    }

    public Set<String> indexed() {
        return indexed;
    }

    public Map<String, Property> properties() {
        return properties;
    }

    /** The values of an entity that queries can ask for, in the order of the properties. */
    public Comparable<?>[] values(JsonNode entity) {
        Comparable<?>[] values = new Comparable<?>[properties.size()];
        int i = 0;
        for (Property property : properties.values()) {
            values[i++] = property.valueIn(entity);
        }
        return values;
    }

    /** The property by which rows come where a statement has no ORDERBY, or null; transactions come newest first. */
    public String order() {
        return properties.containsKey(order) ? order : null;
    }

    /** Whether an answer to a query tells how many rows there are. */
    public boolean tellsTotal() {
        return total;
    }

    public Form form() {
        return form;
    }

    /** An entity that is read under this one's name as well, or null. */
    public String alsoReads() {
        return alsoReads;
    }

    /** Whether a customer can be given a link to it. */
    public boolean hasCustomerLink() {
        return customerLink;
    }

    /** Whether the company gives each its number, where clients do not. */
    public boolean isNumbered() {
        return numbers != null;
    }

    /** Forms that are numbered together share a sequence: all sales do. */
    public String numberSequence() {
        return numbers == null ? name : numbers;
    }

    /** Whether some rows have a name for an Id, as the tax codes TAX and NON do. */
    public boolean hasNamesForIds() {
        return namesForIds;
    }

    public Voiding voiding() {
        return voiding;
    }

    /** Whether a delete need not name the current version. */
    public boolean isDeletedInAnyVersion() {
        return deleteAnyVersion;
    }

    /** What answers always hold, and never. */
    public Answers answers() {
        return answers;
    }

    /** The fields that hold a postal address; each address has an Id of its own. */
    public List<String> addresses() {
        return addresses;
    }

    public Shape shape() {
        return shape;
    }

    /** The longest a string field may be, or 0 where nothing says so. */
    public int maxLength(String field) {
        return lengths.getOrDefault(field, 0);
    }

    @Override
    public String toString() {
        return name;
    }
}
