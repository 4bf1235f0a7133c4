package org.camelquickbooks.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The entities that a message can be converted to. The first one of each type is the default. */
public enum Target {
    INVOICE(CanonicalType.ORDER, "Invoice", ToQuickBooks::invoice),
    SALES_RECEIPT(CanonicalType.ORDER, "SalesReceipt", ToQuickBooks::salesReceipt),
    ESTIMATE(CanonicalType.ORDER, "Estimate", ToQuickBooks::estimate),
    CUSTOMER(CanonicalType.CUSTOMER, "Customer", ToQuickBooks::customer),
    ITEM(CanonicalType.ITEM, "Item", ToQuickBooks::item),
    PAYMENT(CanonicalType.PAYMENT, "Payment", ToQuickBooks::payment),
    CREDIT_MEMO(CanonicalType.REFUND, "CreditMemo", ToQuickBooks::refund),
    REFUND_RECEIPT(CanonicalType.REFUND, "RefundReceipt", ToQuickBooks::refund),
    BILL(CanonicalType.BILL, "Bill", ToQuickBooks::bill);

    /** A mapping. */
    @FunctionalInterface
    private interface Mapping {
        ObjectNode map(ToQuickBooks to, JsonNode message);
    }

    private final CanonicalType type;
    private final String entity;
    private final Mapping mapping;

    Target(CanonicalType type, String entity, Mapping mapping) {
        this.type = type;
        this.entity = entity;
        this.mapping = mapping;
    }

    public String entity() {
        return entity;
    }

    public ObjectNode map(JsonNode message, References references) {
        return mapping.map(new ToQuickBooks(references), message);
    }

    /**
     * What is to be made.
     *
     * @param entity as somebody says; null for what suits the message
     */
    public static Target of(CanonicalType type, String entity, JsonNode message) {
        if (entity == null) {
            if (message.has("paid")) {
                return SALES_RECEIPT;
            }
            if (type == CanonicalType.REFUND && message.has("from")) {
                return REFUND_RECEIPT;
            }
        }
        return Arrays.stream(values())
                .filter(target -> target.type == type && (entity == null || target.entity.equalsIgnoreCase(entity)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A canonical " + type.word()
                        + " cannot become " + entity + "; it can become: "
                        + Arrays.stream(values())
                                .filter(target -> target.type == type)
                                .map(Target::entity)
                                .collect(Collectors.joining(", "))));
    }
}
