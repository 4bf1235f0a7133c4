package org.camelquickbooks.checks.steps;

/**
 * What goes wrong in a run, and when.
 *
 * @param kind how it fails
 * @param step at which step of the database, or which request, counted from 1; 0 for {@link #NONE}
 */
public record Failure(Kind kind, int step) {

    /** A run without a failure, which counts the steps there are. */
    public static final Failure NONE = new Failure(null, 0);

    /** How a step fails. */
    public enum Kind {
        /** The step of the database throws, once. */
        DATABASE_THROWS_ONCE,
        /** The step of the database is carried out, and then throws: its result is lost. */
        DATABASE_RESULT_LOST,
        /** From this step on the database throws, until it is healed. */
        DATABASE_DOWN,
        /** The step of the database does not return until it is healed, and then throws. */
        DATABASE_HANGS,
        /** The process dies before this step of the database; the next one opens the database as it was then. */
        CRASH,
        /** The connection is reset before QuickBooks has done anything. */
        NOT_SENT,
        /** QuickBooks has done the work, and the connection is reset without an answer. */
        ANSWER_LOST,
        /** QuickBooks has done the work, and the answer is cut short. */
        ANSWER_CUT,
        /** The gateway answers 429. */
        THROTTLED,
        /** The gateway answers 503. */
        UNAVAILABLE,
        /** From this request on the connection is reset before QuickBooks has done anything, until that is healed. */
        OFFLINE;

        boolean isDatabase() {
            return ordinal() <= CRASH.ordinal();
        }
    }

    /** Whether a change may be delivered again: at least once is what is promised when the database or the process fails. */
    boolean mayRepeat() {
        return kind != null && kind.isDatabase();
    }

    @Override
    public String toString() {
        return kind == null ? "no failure" : kind + " at " + step;
    }
}
