package org.camelquickbooks.sandbox.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camelquickbooks.sandbox.catalogue.IdValue;

/**
 * The goods of one item, valued first in, first out by date. The n-th issued unit has the cost of the n-th received
 * unit, even if it was issued before. Until that unit is received, the item's purchase cost is used.
 */
public final class Stock {

    /** Told whenever the cost of goods that left becomes known, or another. */
    interface Costing {
        void changed(Movement movement, long deltaCents);
    }

    /** Items and transactions number apart, so the Id alone is no place. What a stock begins with comes first. */
    private record Place(long day, boolean out, boolean later, IdValue id, String type, int line)
            implements Comparable<Place> {

        static Place of(Entry entry, Movement movement, int line) {
            String type = entry.key().type();
            return new Place(
                    entry.date().toEpochDay(),
                    movement.isOut(),
                    !type.equals("Item"),
                    entry.key().id(),
                    type,
                    line);
        }

        @Override
        public int compareTo(Place other) {
            if (day != other.day) {
                return Long.compare(day, other.day);
            }
            if (out != other.out) {
                return Boolean.compare(out, other.out);
            }
            if (later != other.later) {
                return Boolean.compare(later, other.later);
            }
            int byId = id.compareTo(other.id);
            if (byId != 0) {
                return byId;
            }
            int byType = type.compareTo(other.type);
            return byType != 0 ? byType : Integer.compare(line, other.line);
        }
    }

    /** A part of a cost, and the day on which it stands in the books. */
    public record Part(LocalDate date, long cents) {}

    /** A movement at its place, with the cost it was found to have. */
    private static final class Move {
        private final Entry.Key entry;
        private final Movement movement;
        private long cost;
        /** The parts of its cost that stand in closed periods, the first on its own day; none in an open period. */
        private List<Part> closed = List.of();

        Move(Entry.Key entry, Movement movement) {
            this.entry = entry;
            this.movement = movement;
        }

        boolean isOut() {
            return movement.isOut();
        }

        /** What of its cost stands in no closed period. */
        long rest() {
            return cost - closed.stream().mapToLong(Part::cents).sum();
        }
    }

    /**
     * A move as a report shows it; goods that left have a negative cost. What the cost of a closed period has turned out
     * to be more or less is a line without goods on the first open day.
     */
    public record Line(Entry.Key entry, LocalDate date, Movement movement, BigDecimal quantity, long cost) {}

    private final TreeMap<Place, Move> moves = new TreeMap<>();
    private final Costing costing;
    private BigDecimal quantity = BigDecimal.ZERO;
    private final List<Movement> layers = new ArrayList<>();
    private int layer;
    private BigDecimal layerQuantity = BigDecimal.ZERO;
    private long layerCost;
    private boolean shortage;
    private boolean stale;
    private LocalDate closed;

    Stock(Costing costing) {
        this.costing = costing;
    }

    public BigDecimal quantity() {
        return quantity;
    }

    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        moves.forEach((place, move) -> {
            LocalDate date = LocalDate.ofEpochDay(place.day());
            Movement movement = move.movement;
            if (!move.isOut()) {
                lines.add(new Line(move.entry, date, movement, movement.quantity(), movement.cost()));
                return;
            }
            BigDecimal goods = movement.quantity();
            for (Part part : parts(date, move)) {
                lines.add(new Line(move.entry, part.date(), movement, goods, -part.cents()));
                goods = BigDecimal.ZERO;
            }
        });
        return lines;
    }

    /** The parts of a cost by their days; the first has the goods. */
    private List<Part> parts(LocalDate date, Move move) {
        if (move.closed.isEmpty()) {
            return List.of(new Part(date, move.cost));
        }
        if (move.rest() == 0) {
            return move.closed;
        }
        List<Part> parts = new ArrayList<>(move.closed);
        parts.add(new Part(closed.plusDays(1), move.rest()));
        return parts;
    }

    /** Keeps the cost of what left up to a day, null for none, as it is now. Costs have to be up to date. */
    void close(LocalDate day) {
        moves.forEach((place, move) -> {
            if (move.isOut()) {
                // What stands in the books up to that day stays there, also where an earlier period was closed before.
                move.closed = day == null
                        ? List.of()
                        : parts(LocalDate.ofEpochDay(place.day()), move).stream()
                                .filter(part -> !part.date().isAfter(day))
                                .toList();
            }
        });
        closed = day;
    }

    /** What stands in closed periods, by the number of the movement, and the day up to which they are closed. */
    public record Kept(LocalDate until, Map<Integer, List<Part>> moves) {}

    Kept kept() {
        Map<Integer, List<Part>> kept = new HashMap<>();
        int number = 0;
        for (Move move : moves.values()) {
            if (!move.closed.isEmpty()) {
                kept.put(number, move.closed);
            }
            number++;
        }
        return new Kept(closed, kept);
    }

    /** Takes over what a stock with the same movements keeps of closed periods. */
    void keep(Kept kept) {
        closed = kept.until;
        int number = 0;
        for (Move move : moves.values()) {
            move.closed = kept.moves.getOrDefault(number++, List.of());
        }
    }

    /** What the stock is worth, in cents. */
    public long value() {
        return lines().stream().mapToLong(Line::cost).sum();
    }

    /** @param kept what the movement in whose place it comes has in closed periods, or null */
    void add(Entry entry, int line, Movement movement, Closed kept) {
        Move move = new Move(entry.key(), movement);
        if (kept != null && kept.date.equals(entry.date())) {
            move.closed = kept.parts;
            closed = kept.until;
        }
        Place place = Place.of(entry, movement, line);
        boolean last = moves.isEmpty() || moves.lastKey().compareTo(place) < 0;
        if (moves.putIfAbsent(place, move) != null) {
            throw new IllegalStateException(entry.key() + " moves the same goods twice");
        }
        quantity = quantity.add(movement.quantity());
        // Goods that come after a shortage change the cost of those that left before.
        if (last && !stale && !(shortage && !move.isOut())) {
            step(move);
        } else {
            stale = true;
        }
    }

    /** What of a movement stands in closed periods; it stays there when the same goods are posted under another name. */
    record Closed(LocalDate date, LocalDate until, List<Part> parts) {}

    Closed remove(Entry entry, int line, Movement movement) {
        Move gone = moves.remove(Place.of(entry, movement, line));
        quantity = quantity.subtract(movement.quantity());
        if (gone.isOut()) {
            costing.changed(movement, -gone.cost);
        }
        stale = true;
        return gone.closed.isEmpty() ? null : new Closed(entry.date(), closed, gone.closed);
    }

    /** Finds the costs anew. What is posted out of its order changes them all, so it waits until somebody asks. */
    void settle() {
        if (stale) {
            recost();
            stale = false;
        }
    }

    private void recost() {
        layers.clear();
        layer = 0;
        layerQuantity = BigDecimal.ZERO;
        layerCost = 0;
        shortage = false;
        // All goods that came are known before the first that left is costed: a shortage takes from later arrivals.
        moves.values().stream().filter(m -> !m.isOut()).forEach(this::step);
        moves.values().stream().filter(Move::isOut).forEach(this::step);
    }

    private void step(Move move) {
        if (!move.isOut()) {
            layers.add(move.movement);
            return;
        }
        long cost = take(move.movement.quantity().negate(), move.movement.fallback());
        if (cost != move.cost) {
            costing.changed(move.movement, cost - move.cost);
            move.cost = cost;
        }
    }

    private long take(BigDecimal wanted, BigDecimal fallback) {
        BigDecimal open = wanted;
        long cost = 0;
        while (open.signum() > 0) {
            if (layerQuantity.signum() == 0) {
                if (layer == layers.size()) {
                    shortage = true;
                    return cost
                            + open.multiply(fallback)
                                    .setScale(0, RoundingMode.HALF_UP)
                                    .longValueExact();
                }
                Movement next = layers.get(layer++);
                layerQuantity = next.quantity();
                layerCost = next.cost();
            }
            BigDecimal part = open.min(layerQuantity);
            long partCost = part.compareTo(layerQuantity) == 0
                    ? layerCost
                    : BigDecimal.valueOf(layerCost)
                            .multiply(part)
                            .divide(layerQuantity, 0, RoundingMode.HALF_UP)
                            .longValueExact();
            layerQuantity = layerQuantity.subtract(part);
            layerCost -= partCost;
            cost += partCost;
            open = open.subtract(part);
        }
        return cost;
    }
}
