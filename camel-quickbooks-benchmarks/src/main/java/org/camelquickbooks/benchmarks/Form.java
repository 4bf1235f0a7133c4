package org.camelquickbooks.benchmarks;

/**
 * How long a benchmark takes.
 *
 * @param warmUpMillis how long each scenario runs before it is counted
 * @param millis how long it is counted
 * @param small rows of the small company
 * @param large rows of the large company
 */
public record Form(long warmUpMillis, long millis, int small, int large) {

    /** Enough to see that the benchmark works; the figures mean little. */
    public static final Form SHORT = new Form(300, 300, 200, 1_000);

    public static final Form FULL = new Form(4_000, 5_000, 1_000, 100_000);

    public static Form named(String name) {
        return switch (name) {
            case "short" -> SHORT;
            case "full" -> FULL;
            default -> throw new IllegalArgumentException("A benchmark's form is short or full, not " + name);
        };
    }
}
