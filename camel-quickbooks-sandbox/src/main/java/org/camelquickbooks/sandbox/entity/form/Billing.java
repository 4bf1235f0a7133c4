package org.camelquickbooks.sandbox.entity.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.entity.transaction.Links.Link;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.json.Json;

/** What happens to estimates, hours and billable expenses when an invoice is created from them or deleted. */
public final class Billing {

    private Billing() {}

    public static void bill(Change change, Link link, String invoiceId) {
        switch (link.type().name()) {
            case "Estimate" -> {
                ObjectNode estimate = Links.target(change, link);
                estimate.put("TxnStatus", "Closed");
                store(change, link, estimate, invoiceId);
            }
            case "TimeActivity" -> {
                ObjectNode time = Links.target(change, link);
                refuseBilled(Json.text(time, "BillableStatus"), link);
                time.put("BillableStatus", "HasBeenBilled");
                change.relate(link.type(), time);
            }
            case "ReimburseCharge" -> {
                ObjectNode charge = Links.target(change, link);
                if (Json.bool(charge, "HasBeenInvoiced")) {
                    throw Links.refused("it has been invoiced already");
                }
                charge.put("HasBeenInvoiced", true);
                markSource(change, charge, "Billable", "HasBeenBilled");
                store(change, link, charge, invoiceId);
            }
            default -> {
                // Payments and credits look after themselves.
            }
        }
    }

    private static void refuseBilled(String status, Link link) {
        if (!"Billable".equals(status)) {
            throw Links.refused(link.type().name() + " " + link.id() + " is not billable, or has been billed already");
        }
    }

    private static void store(Change change, Link link, ObjectNode target, String invoiceId) {
        Links.add(target, "Invoice", invoiceId);
        change.relate(link.type(), target);
    }

    public static void release(Change change, Link link, String invoiceId) {
        ObjectNode target = change.edit(link.type().name(), link.id());
        if (target == null) {
            return;
        }
        switch (link.type().name()) {
            case "Estimate" -> {
                Links.remove(target, "Invoice", invoiceId);
                if (!Links.has(target, "Invoice")) {
                    target.put("TxnStatus", "Pending");
                }
                change.relate(link.type(), target);
            }
            case "TimeActivity" -> {
                target.put("BillableStatus", "Billable");
                change.relate(link.type(), target);
            }
            case "ReimburseCharge" -> {
                target.put("HasBeenInvoiced", false);
                Links.remove(target, "Invoice", invoiceId);
                markSource(change, target, "HasBeenBilled", "Billable");
                change.relate(link.type(), target);
            }
            default -> {
                // Payments and credits look after themselves.
            }
        }
    }

    /** Sets the status of the expense line that a charge was made from. */
    private static void markSource(Change change, ObjectNode charge, String from, String to) {
        for (Link link : Links.of(charge)) {
            if (link.isTo("Invoice")) {
                continue;
            }
            ObjectNode source = change.edit(link.type().name(), link.id());
            if (source == null) {
                continue;
            }
            for (ObjectNode line : Transactions.lines(source)) {
                String detail = Transactions.detailType(line);
                if (link.lineId() != null
                        && link.lineId().equals(Json.text(line, "Id"))
                        && from.equals(Json.text(line, detail + ".BillableStatus"))) {
                    line.withObject("/" + detail).put("BillableStatus", to);
                }
            }
            change.relate(link.type(), source);
        }
    }
}
