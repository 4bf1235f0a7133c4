package org.camelquickbooks.sandbox.admin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts without tokens, secrets and numbers of persons, as the log and the console show them. */
final class Masked {

    private static final String MASK = "***";

    /** A field of JSON, also one whose value is cut off by the end of the text. */
    private static final Pattern FIELD = Pattern.compile(
            "(?i)(\"(?:access_?token|refresh_?token|id_?token|token|client_?secret|verifier_?token|password|SSN"
                    + "|TaxIdentifier|PrimaryTaxIdentifier|SecondaryTaxIdentifier)\"\\s{0,9}:\\s{0,9}\")"
                    + "(?:[^\"\\\\]|\\\\.)*+(\"?)");

    private static final Pattern ELEMENT = Pattern.compile(
            "(?i)(<(?:\\w{1,20}:)?(?:SSN|TaxIdentifier|PrimaryTaxIdentifier|SecondaryTaxIdentifier)>)[^<]*+");

    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)((?:^|[?&]|\\\\u0026|&amp;)(?:access_?token|refresh_?token|id_?token|token|code|client_?secret"
                    + "|assertion|signature|state|secret|password)=)[^&\\s\"'<\\\\]*+");

    /** The header, also as a field of JSON. */
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?i)(Authorization\\\\?\"?\\s{0,9}[:=]\\s{0,9}\\\\?\"?(?:Bearer|Basic)\\s{1,9})[\\w.~+/=-]++");

    /** Elsewhere only what looks like a token: "Basic maintenance" is a service. */
    private static final Pattern BEARER =
            Pattern.compile("(?i)((?:Bearer|Basic)\\s)(?=[a-z_.~+/=-]*+\\d)[\\w.~+/=-]{20,}+");

    private static final Pattern USER = Pattern.compile("(?i)(https?://)[^/@\\s\"]{1,500}+@");

    private Masked() {}

    /** A body, an answer or a query string; null stays null. */
    static String text(String text) {
        if (text == null) {
            return null;
        }
        String masked = replace(FIELD, text, "$1" + MASK + "$2");
        masked = replace(ELEMENT, masked, "$1" + MASK);
        masked = replace(PARAMETER, masked, "$1" + MASK);
        masked = replace(AUTHORIZATION, masked, "$1" + MASK);
        masked = replace(BEARER, masked, "$1" + MASK);
        return replace(USER, masked, "$1" + MASK + "@");
    }

    private static String replace(Pattern pattern, String text, String by) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.replaceAll(by) : text;
    }
}
