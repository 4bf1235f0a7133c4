package org.camelquickbooks.flow.revenue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is not earned here: its item is no longer one of the flow and nothing was begun, or it is before the first day, or
 * after the last month. A credit may be for it all the same.
 */
final class LeftOut {

    private final Map<Unit, String> customers = new HashMap<>();
    private final Set<Unit> later = new HashSet<>();

    /** @param isLater whether it is after the last month */
    void add(Unit unit, String customer, boolean isLater) {
        if (isLater) {
            later.add(unit);
        } else {
            customers.put(unit, customer);
        }
    }

    /** Whether a credit that is applied to nothing may be for one. */
    boolean has(String customer, String item) {
        return customers.entrySet().stream()
                .anyMatch(each ->
                        each.getKey().item().equals(item) && each.getValue().equals(customer));
    }

    /** Those of an item that a credit is applied to. */
    List<Unit> of(String item, Predicate<Unit> isLinked) {
        Set<Unit> all = new HashSet<>(customers.keySet());
        all.addAll(later);
        return all.stream()
                .filter(unit -> unit.item().equals(item) && isLinked.test(unit))
                .toList();
    }
}
