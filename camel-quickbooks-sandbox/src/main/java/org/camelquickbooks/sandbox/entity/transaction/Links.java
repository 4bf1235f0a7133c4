package org.camelquickbooks.sandbox.entity.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** The LinkedTxn lists of transactions and their lines. */
public final class Links {

    /** One element of a LinkedTxn list. */
    public record Link(String txnType, EntityType type, String id, String lineId) {

        public boolean isTo(String entity) {
            return type.name().equals(entity);
        }
    }

    private Links() {}

    public static List<Link> of(JsonNode holder) {
        List<Link> links = new ArrayList<>();
        for (JsonNode linked : holder.path("LinkedTxn")) {
            String txnType = Json.text(linked, "TxnType");
            String id = Json.text(linked, "TxnId");
            EntityType type = txnType == null ? null : Catalogue.get().linked(txnType);
            if (type == null || id == null) {
                throw new QuickBooksFault(
                        FaultCode.INVALID_REFERENCE, "Invalid Reference Id : Line.LinkedTxn " + txnType + " " + id);
            }
            links.add(new Link(txnType, type, id, Json.text(linked, "TxnLineId")));
        }
        return links;
    }

    /** The links of a transaction and of all its lines. */
    public static List<Link> deep(JsonNode entity) {
        List<Link> links = new ArrayList<>(of(entity));
        for (JsonNode line : entity.path("Line")) {
            for (Link link : of(line)) {
                if (links.stream().noneMatch(l -> l.type() == link.type() && l.id().equals(link.id()))) {
                    links.add(link);
                }
            }
        }
        return links;
    }

    public static boolean isPayment(Link link) {
        return link.isTo("Payment") || link.isTo("BillPayment");
    }

    public static boolean has(JsonNode entity, String type) {
        return of(entity).stream().anyMatch(link -> link.isTo(type));
    }

    /** The linked transaction to change and put back. */
    public static ObjectNode target(Change change, Link link) {
        ObjectNode target = change.edit(link.type().name(), link.id());
        if (target == null) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_REFERENCE,
                    "Invalid Reference Id : Transaction element id " + link.id() + " of type " + link.txnType()
                            + " not found");
        }
        return target;
    }

    public static QuickBooksFault refused(String why) {
        return new QuickBooksFault(FaultCode.CANNOT_LINK, "Transaction can't be linked : " + why);
    }

    public static void add(ObjectNode entity, String txnType, String id) {
        for (JsonNode linked : entity.path("LinkedTxn")) {
            if (id.equals(Json.text(linked, "TxnId")) && txnType.equals(Json.text(linked, "TxnType"))) {
                return;
            }
        }
        entity.withArray("LinkedTxn").addObject().put("TxnId", id).put("TxnType", txnType);
    }

    public static void remove(ObjectNode entity, String txnType, String id) {
        if (!(entity.get("LinkedTxn") instanceof ArrayNode list)) {
            return;
        }
        for (int i = list.size() - 1; i >= 0; i--) {
            if (id.equals(Json.text(list.get(i), "TxnId")) && txnType.equals(Json.text(list.get(i), "TxnType"))) {
                list.remove(i);
            }
        }
        if (list.isEmpty()) {
            entity.remove("LinkedTxn");
        }
    }

    /** Of the links that the caller sends only those outlast it that a caller may make; the others are the service's. */
    public static void keepOwn(ObjectNode entity, JsonNode before, List<String> callers) {
        ArrayNode kept = Json.array();
        for (Link link : of(entity)) {
            if (callers.contains(link.type().name())) {
                kept.add(node(link));
            }
        }
        if (before != null) {
            for (Link link : of(before)) {
                if (!callers.contains(link.type().name())) {
                    kept.add(node(link));
                }
            }
        }
        if (kept.isEmpty()) {
            entity.remove("LinkedTxn");
        } else {
            entity.set("LinkedTxn", kept);
            keepOrder(entity, before);
        }
    }

    /** Puts links that were there before in the order that they had; new ones follow. */
    public static void keepOrder(ObjectNode entity, JsonNode before) {
        if (before == null || !(entity.get("LinkedTxn") instanceof ArrayNode now) || now.size() < 2) {
            return;
        }
        ArrayNode ordered = Json.array();
        for (JsonNode former : before.path("LinkedTxn")) {
            for (int i = 0; i < now.size(); i++) {
                if (isSame(former, now.get(i))) {
                    ordered.add(now.remove(i));
                    break;
                }
            }
        }
        entity.set("LinkedTxn", ordered.addAll(now));
    }

    private static boolean isSame(JsonNode a, JsonNode b) {
        return a.path("TxnId").equals(b.path("TxnId")) && a.path("TxnType").equals(b.path("TxnType"));
    }

    private static ObjectNode node(Link link) {
        ObjectNode node = Json.object().put("TxnId", link.id()).put("TxnType", link.txnType());
        return link.lineId() == null ? node : node.put("TxnLineId", link.lineId());
    }
}
