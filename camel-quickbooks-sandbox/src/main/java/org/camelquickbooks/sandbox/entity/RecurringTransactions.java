package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/**
 * Templates of transactions. A template is written as the transaction under its own name, with RecurringInfo, and answered
 * with that nested under RecurringTransaction; Id and SyncToken stand inside.
 */
final class RecurringTransactions {

    private static final Set<String> KINDS = Set.of(
            "Bill",
            "Purchase",
            "CreditMemo",
            "Deposit",
            "Estimate",
            "Invoice",
            "JournalEntry",
            "RefundReceipt",
            "SalesReceipt",
            "Transfer",
            "VendorCredit",
            "PurchaseOrder");

    private static final Set<String> WHEN = Set.of("Automated", "Reminded", "UnScheduled");
    private static final List<String> SYSTEM = List.of("Id", "SyncToken", "MetaData", "domain", "sparse");

    private RecurringTransactions() {}

    static ObjectNode save(Change change, EntityType type, JsonNode body) {
        JsonNode given = template(body);
        EntityType kind = Catalogue.get().type(kindOf(body));
        String id = Json.text(given, "Id");
        ObjectNode former = id == null || id.isBlank()
                ? null
                : EntityService.existing(change, type, id, Json.text(given, "SyncToken"));
        ObjectNode template = Normalizer.normalize(kind, given, false);
        template.remove(SYSTEM);
        EntityService.checkRequired(kind, template);
        schedule(template, change);
        References.resolve(kind, template, change, null);
        Rules.of(kind.name()).prepare(new Draft(kind, template, null, change, Set.of("allowduplicatedocnum")));
        template.remove(List.of("DocNumber", "Balance", "HomeBalance"));
        ObjectNode stored = Json.object();
        if (former != null) {
            stored.put("Id", id);
        }
        stored.put("Type", kind.name()).set(kind.name(), template);
        change.put(type, stored, former == null ? Operation.CREATE : Operation.UPDATE);
        return EntityService.answer(change, type, stored);
    }

    private static void schedule(ObjectNode template, Change change) {
        ObjectNode info = template.withObject("/RecurringInfo");
        if (Json.text(info, "Name") == null) {
            throw QuickBooksFault.required("RecurringInfo.Name");
        }
        String when = Json.text(info, "RecurType");
        if (when == null) {
            throw QuickBooksFault.required("RecurringInfo.RecurType");
        }
        if (!WHEN.contains(when)) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_ENUMERATION, "Invalid Enumeration : " + when, "RecurringInfo.RecurType");
        }
        if (!info.has("Active")) {
            info.put("Active", true);
        }
        if (!when.equals("UnScheduled")) {
            ObjectNode schedule = info.withObject("/ScheduleInfo");
            if (Json.text(schedule, "IntervalType") == null) {
                throw QuickBooksFault.required("RecurringInfo.ScheduleInfo.IntervalType");
            }
            schedule.put("NextDate", next(schedule, change.today()).toString());
        }
    }

    /** The first day of the schedule that is not past. */
    static LocalDate next(JsonNode schedule, LocalDate today) {
        String start = Json.text(schedule, "StartDate");
        LocalDate day = start == null ? today : LocalDate.parse(start);
        int step = Math.max(1, schedule.path("NumInterval").asInt(1));
        String interval = Json.text(schedule, "IntervalType");
        int dayOfMonth = schedule.path("DayOfMonth").asInt(0);
        if (interval.equals("Monthly") && dayOfMonth > 0) {
            day = day.withDayOfMonth(Math.min(dayOfMonth, day.lengthOfMonth()));
        }
        while (day.isBefore(today)) {
            day = switch (interval) {
                case "Daily" -> day.plusDays(step);
                case "Weekly" -> day.plusWeeks(step);
                case "Monthly" -> day.plusMonths(step);
                case "Yearly" -> day.plusYears(step);
                default ->
                    throw new QuickBooksFault(
                            FaultCode.INVALID_ENUMERATION,
                            "Invalid Enumeration : " + interval,
                            "RecurringInfo.ScheduleInfo.IntervalType");
            };
        }
        return day;
    }

    /** The transaction inside the wrapper. */
    static JsonNode template(JsonNode body) {
        return unwrapped(body).path(kindOf(body));
    }

    static String kindOf(JsonNode body) {
        for (Map.Entry<String, JsonNode> field : unwrapped(body).properties()) {
            if (KINDS.contains(field.getKey()) && field.getValue().isObject()) {
                return field.getKey();
            }
        }
        throw QuickBooksFault.required("Invoice");
    }

    private static JsonNode unwrapped(JsonNode body) {
        return body.path("RecurringTransaction").isObject() ? body.path("RecurringTransaction") : body;
    }

    /** From the stored form, which has Id and version outside, to the answered one, which has them inside. */
    static void render(ObjectNode stored) {
        for (Map.Entry<String, JsonNode> field : stored.properties()) {
            if (KINDS.contains(field.getKey()) && field.getValue() instanceof ObjectNode template) {
                SYSTEM.stream().filter(stored::has).forEach(name -> template.set(name, stored.get(name)));
            }
        }
        stored.remove(SYSTEM);
        stored.remove("Type");
    }
}
