package org.camelquickbooks.sandbox.company;

import java.time.Instant;

/**
 * One change of one object, as webhooks report it.
 *
 * @param deletedId the Id that was merged into the object, or null
 */
public record ChangeEvent(
        String realmId, String entity, String id, Operation operation, Instant time, String deletedId) {

    public ChangeEvent(String realmId, String entity, String id, Operation operation, Instant time) {
        this(realmId, entity, id, operation, time, null);
    }

    public enum Operation {
        CREATE('C', "Create", "created"),
        UPDATE('U', "Update", "updated"),
        DELETE('D', "Delete", "deleted"),
        MERGE('M', "Merge", "merged"),
        VOID('V', "Void", "void"),
        EMAILED('E', "Emailed", "emailed");

        private final char letter;
        private final String legacyName;
        private final String cloudEventName;

        Operation(char letter, String legacyName, String cloudEventName) {
            this.letter = letter;
            this.legacyName = legacyName;
            this.cloudEventName = cloudEventName;
        }

        /** Its letter in the operation matrix. */
        public char letter() {
            return letter;
        }

        public String legacyName() {
            return legacyName;
        }

        public String cloudEventName() {
            return cloudEventName;
        }
    }
}
