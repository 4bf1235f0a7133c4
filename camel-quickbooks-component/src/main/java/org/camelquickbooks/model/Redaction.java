package org.camelquickbooks.model;

import java.util.regex.Pattern;

/**
 * Takes out of a text what must not reach a log: tokens, social security and employer numbers, account numbers. Fault
 * details repeat what was sent, so they pass here.
 */
final class Redaction {

    private static final Pattern TOKEN =
            Pattern.compile("(?i)(bearer\\s+|basic\\s+|(?:access|refresh)_token[\"'=:\\s]+)[\\w.~+/=-]{6,}");
    private static final Pattern SSN_OR_EIN = Pattern.compile("\\b(?:\\d{3}-\\d{2}-\\d{4}|\\d{2}-\\d{7})\\b");
    // Not what follows an equals sign: DocNumber=…, TxnId=… may be long and are wanted.
    private static final Pattern ACCOUNT = Pattern.compile("(?<![\\w=-])\\d{5,}(\\d{4})\\b");

    private Redaction() {}

    static String of(String text) {
        String clean = TOKEN.matcher(text).replaceAll("$1***");
        clean = SSN_OR_EIN.matcher(clean).replaceAll("***");
        return ACCOUNT.matcher(clean).replaceAll("***$1");
    }
}
