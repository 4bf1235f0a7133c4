package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.json.Json;

/** Creates the transactions of automated templates when they are due. They are changes like any other. */
public final class Recurrence {

    private static final System.Logger LOG = System.getLogger(Recurrence.class.getName());
    private static final String TYPE = RecurringTransactions.TYPE;
    private static final String SCHEDULE = "RecurringInfo.ScheduleInfo";
    /** So many are made at once of one template, however far the clock was moved. */
    private static final int MOST = 1_000;

    private static final EntityService ENTITIES = new EntityService();

    private Recurrence() {}

    public static void fire(Company company) {
        LocalDate today =
                LocalDate.ofInstant(company.clock().instant(), company.profile().zone());
        for (String id : due(company, today)) {
            for (int i = 0; i < MOST && isDue(company.read(() -> company.find(TYPE, id)), today); i++) {
                fire(company, id);
            }
        }
    }

    private static List<String> due(Company company, LocalDate today) {
        return company.read(() -> {
            List<String> ids = new ArrayList<>();
            for (Row row : company.table(TYPE).rows()) {
                if (isDue(row.copy(), today)) {
                    ids.add(row.id().text());
                }
            }
            return ids;
        });
    }

    private static boolean isDue(JsonNode stored, LocalDate today) {
        if (stored == null) {
            return false;
        }
        JsonNode template = RecurringTransactions.template(stored);
        String next = Json.text(template, SCHEDULE + ".NextDate");
        String end = Json.text(template, SCHEDULE + ".EndDate");
        return "Automated".equals(Json.text(template, "RecurringInfo.RecurType"))
                && Json.bool(template, "RecurringInfo.Active")
                && next != null
                && !LocalDate.parse(next)
                        .minusDays(Math.max(
                                0,
                                template.path("RecurringInfo")
                                        .path("ScheduleInfo")
                                        .path("DaysBefore")
                                        .asInt(0)))
                        .isAfter(today)
                && (end == null || next.compareTo(end) <= 0);
    }

    private static void fire(Company company, String id) {
        ObjectNode stored = company.read(() -> company.table(TYPE).find(id).copy());
        EntityType kind = Catalogue.get().type(RecurringTransactions.kindOf(stored));
        ObjectNode template = (ObjectNode) RecurringTransactions.template(stored);
        String day = Json.text(template, SCHEDULE + ".NextDate");
        ObjectNode made = template.deepCopy();
        made.remove(List.of("RecurringInfo", "DueDate"));
        made.put("TxnDate", day).set("RecurDataRef", Json.reference(id, null));
        try {
            // The transaction and the template's next day are one change: a crash between them would make it twice.
            company.write(change -> {
                ENTITIES.save(change, kind, made, Set.of("allowduplicatedocnum"));
                return moveOn(change, id, day);
            });
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The recurring " + kind.name() + " " + id + " of " + day + " could not be made: " + e.getMessage());
            company.write(change -> moveOn(change, id, day));
        }
    }

    private static ObjectNode moveOn(Change change, String id, String day) {
        ObjectNode current = change.edit(TYPE, id);
        ObjectNode info = ((ObjectNode) RecurringTransactions.template(current)).withObject("/RecurringInfo");
        ObjectNode schedule = info.withObject("/ScheduleInfo");
        schedule.put("PreviousDate", day);
        int left = schedule.path("MaxOccurrences").asInt(0);
        if (left == 1) {
            info.put("Active", false);
        } else if (left > 1) {
            schedule.put("MaxOccurrences", left - 1);
        }
        LocalDate after = LocalDate.parse(day).plusDays(1);
        LocalDate created = RecurringTransactions.created(current, change);
        schedule.put("NextDate", Schedule.next(schedule, created, after).toString());
        return change.put(Catalogue.get().type(TYPE), current, Operation.UPDATE);
    }
}
