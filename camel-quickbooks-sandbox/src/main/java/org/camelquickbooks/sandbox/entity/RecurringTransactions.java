package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/**
 * Templates of transactions. A template is written as the transaction under its own name, with RecurringInfo, and answered
 * with that nested under RecurringTransaction; Id and SyncToken stand inside.
 */
final class RecurringTransactions {

    static final String TYPE = "RecurringTransaction";

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

    static ObjectNode save(Change change, EntityType type, JsonNode body, Draft.Saving saving) {
        JsonNode given = template(body);
        EntityType kind = Catalogue.get().type(kindOf(body));
        String id = Json.text(given, "Id");
        ObjectNode former = id == null || id.isBlank()
                ? null
                : EntityService.existing(change, type, id, Json.text(given, "SyncToken"));
        Change.Mark mark = change.mark();
        ObjectNode template = Normalizer.normalize(kind, given, false);
        template.remove(SYSTEM);
        EntityService.checkRequired(kind, template);
        schedule(template, former, change);
        checkName(template, id, change);
        References.resolve(kind, template, change, null);
        Rules.of(kind.name()).prepare(new Draft(kind, template, null, change, Set.of("allowduplicatedocnum"), saving));
        kind.answers().complete(template);
        template.remove(List.of("DocNumber", "Balance", "HomeBalance"));
        ObjectNode stored = Json.object();
        if (former != null) {
            stored.put("Id", id);
        }
        stored.put("Type", kind.name()).set(kind.name(), template);
        change.put(type, stored, former == null ? Operation.CREATE : Operation.UPDATE);
        if (former != null && Change.isSame(type, former, stored)) {
            change.backTo(mark);
            return EntityService.answer(change, type, former);
        }
        return EntityService.answer(change, type, stored);
    }

    /** Clients' live tests take care that no two templates have the same name. */
    private static void checkName(JsonNode template, String id, Change change) {
        String name = Json.text(template, "RecurringInfo.Name").strip();
        JsonNode same = change.first(
                TYPE,
                stored -> name.equalsIgnoreCase(Json.text(template(stored), "RecurringInfo.Name")
                                .strip())
                        && !Json.text(stored, "Id").equals(id));
        if (same != null) {
            throw new QuickBooksFault(
                    FaultCode.DUPLICATE_NAME, "The name supplied already exists. : Id=" + Json.text(same, "Id"));
        }
    }

    private static void schedule(ObjectNode template, JsonNode former, Change change) {
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
        String previous =
                former == null ? null : Json.text(template(former), "RecurringInfo.ScheduleInfo.PreviousDate");
        if (previous != null) {
            info.withObject("/ScheduleInfo").put("PreviousDate", previous);
        }
        if (!when.equals("UnScheduled")) {
            ObjectNode schedule = info.withObject("/ScheduleInfo");
            if (Json.text(schedule, "IntervalType") == null) {
                throw QuickBooksFault.required("RecurringInfo.ScheduleInfo.IntervalType");
            }
            LocalDate from = change.today();
            if (previous != null && !LocalDate.parse(previous).isBefore(from)) {
                // With DaysBefore, the transaction of a day to come exists already.
                from = LocalDate.parse(previous).plusDays(1);
            }
            schedule.put(
                    "NextDate",
                    Schedule.next(schedule, created(former, change), from).toString());
        }
    }

    /** The day on which a stored template was created; today for a new one. */
    static LocalDate created(JsonNode stored, Change change) {
        String time = stored == null ? null : Json.text(stored, "MetaData.CreateTime");
        return time == null
                ? change.today()
                : OffsetDateTime.parse(time)
                        .atZoneSameInstant(change.company().profile().zone())
                        .toLocalDate();
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
