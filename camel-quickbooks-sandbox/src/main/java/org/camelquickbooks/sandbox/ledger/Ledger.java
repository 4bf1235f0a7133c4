package org.camelquickbooks.sandbox.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.ledger.Posting.Side;

/** The books of a company in double entry. Not safe for several threads: the company guards it. */
public final class Ledger {

    private final Map<Entry.Key, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Long> balances = new HashMap<>();
    private final Map<Party, Long> open = new HashMap<>();
    private final Map<String, Stock> stocks = new HashMap<>();
    private final Set<Stock> stale = new LinkedHashSet<>();
    private long version;

    /** Puts an entry in the place of the transaction's former one; null takes the former one out. */
    public void replace(Entry.Key key, Entry entry) {
        version++;
        Entry former = entry == null ? entries.remove(key) : entries.put(key, entry);
        List<Stock.Closed> kept = new ArrayList<>();
        if (former != null) {
            apply(former, -1);
            for (int i = 0; i < former.movements().size(); i++) {
                Movement movement = former.movements().get(i);
                kept.add(mark(stock(movement.item())).remove(former, i, movement));
            }
        }
        if (entry != null) {
            apply(entry, 1);
            for (int i = 0; i < entry.movements().size(); i++) {
                Movement movement = entry.movements().get(i);
                mark(stock(movement.item())).add(entry, i, movement, i < kept.size() ? kept.get(i) : null);
            }
        }
    }

    private void apply(Entry entry, int sign) {
        for (Posting p : entry.postings()) {
            balances.merge(p.account(), sign * p.home(), Long::sum);
            if (p.isOpen() && p.tags().party() != null) {
                long owed = p.side() == Side.RECEIVABLE ? p.foreign() : -p.foreign();
                open.merge(p.tags().party(), sign * owed, Long::sum);
            }
        }
    }

    private Stock mark(Stock stock) {
        stale.add(stock);
        return stock;
    }

    /** Brings costs up to date before they are read. Readers come together, so one does it and the others wait. */
    private synchronized void settle() {
        if (!stale.isEmpty()) {
            stale.forEach(Stock::settle);
            stale.clear();
        }
    }

    private Stock stock(String item) {
        return stocks.computeIfAbsent(
                item,
                i -> new Stock((movement, delta) -> {
                    balances.merge(movement.offset(), delta, Long::sum);
                    balances.merge(movement.asset(), -delta, Long::sum);
                }));
    }

    public Collection<Entry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    public Entry entry(Entry.Key key) {
        return entries.get(key);
    }

    /** The balance of an account in cents of the home currency; debits are positive. */
    public long balance(String account) {
        settle();
        return balances.getOrDefault(account, 0L);
    }

    /** All accounts that were ever posted to, with their balances. */
    public Map<String, Long> balances() {
        settle();
        return Collections.unmodifiableMap(balances);
    }

    /** What a customer owes, or is owed to a vendor, in cents of that party's currency. */
    public long open(Party party) {
        return open.getOrDefault(party, 0L);
    }

    public BigDecimal quantity(String item) {
        Stock stock = stocks.get(item);
        return stock == null ? BigDecimal.ZERO : stock.quantity();
    }

    /** The stock of an item, or null where it never moved. */
    public Stock stockOf(String item) {
        settle();
        return stocks.get(item);
    }

    /** All debits less all credits: zero, or the books are wrong. */
    public long trialBalance() {
        settle();
        return balances.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A line of the cost of goods, and its day. */
    public record Cost(LocalDate date, Posting posting) {}

    /** The cost of goods that left, by transaction, as lines of its entry, grouped as the sale is. */
    public Map<Entry.Key, List<Cost>> costLines() {
        settle();
        Map<Entry.Key, List<Cost>> lines = new HashMap<>();
        for (Stock stock : stocks.values()) {
            for (Stock.Line line : stock.lines()) {
                Movement movement = line.movement();
                if (movement.isOut() && line.cost() != 0) {
                    List<Cost> of = lines.computeIfAbsent(line.entry(), k -> new ArrayList<>());
                    of.add(cost(line, movement.offset(), -line.cost()));
                    of.add(cost(line, movement.asset(), line.cost()));
                }
            }
        }
        return lines;
    }

    private static Cost cost(Stock.Line line, String account, long cents) {
        return new Cost(
                line.date(),
                new Posting(account, cents, cents, Side.COST, line.movement().tags()));
    }

    /** Keeps the costs up to a day as they are now, whatever arrives later; null opens all periods. */
    public void close(LocalDate day) {
        settle();
        stocks.values().forEach(stock -> stock.close(day));
    }

    /**
     * What the entries alone do not say: which accounts were ever posted to, which goods ever moved, and what stands in
     * closed periods.
     */
    public record Kept(Collection<String> accounts, Map<String, Stock.Kept> stocks) {}

    public Kept kept() {
        settle();
        Map<String, Stock.Kept> kept = new HashMap<>();
        stocks.forEach((item, stock) -> kept.put(item, stock.kept()));
        return new Kept(List.copyOf(balances.keySet()), kept);
    }

    /** Takes over what another ledger with the same entries has kept. */
    public void keep(Kept kept) {
        kept.accounts.forEach(account -> balances.putIfAbsent(account, 0L));
        kept.stocks.forEach((item, stock) -> stock(item).keep(stock));
    }

    /** Grows with every entry that is put in or taken out: what was read under a version is right while it lasts. */
    public long version() {
        return version;
    }
}
