package org.camelquickbooks.checks;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Private words that have crept into texts for users, and the words of the field to write instead. Many of them are good
 * words in their place (a line of an invoice, a delay that doubles), so a rule names the phrase, not the word alone.
 */
final class Phrases {

    /**
     * @param phrase what not to write
     * @param instead what to write
     * @param wrong a text in which the rule finds something
     * @param right a text that looks like it and is good English
     */
    record Rule(Pattern phrase, String instead, String wrong, String right) {

        Stream<String> in(String text) {
            return phrase.matcher(text).results().map(MatchResult::group);
        }
    }

    static final List<Rule> RULES = List.of(
            rule(
                    "(?:tells?|told|telling)",
                    "report, notify, log; emit, deliver",
                    "A webhook tells of a change",
                    "A webhook reports a change"),
            rule(
                    "pass(?:es|ed)? (?:it|them|each) on|pass(?:es|ed)? on (?:to|the|a|what)",
                    "emit, deliver, send",
                    "The flow passes it on",
                    "The tests pass on 4.18.0"),
            rule(
                    "(?<!please )tr(?:y|ies|ied) (?:it |them )?again(?! later)",
                    "retry, redeliver",
                    "The request is tried again",
                    "Please try again later"),
            rule(
                    "(?:comes?|came|coming) again",
                    "is redelivered, is repeated",
                    "A message that comes again",
                    "A message that is repeated"),
            rule(
                    "how far (?:it|this|that|the|a|each)\\b[^.;]{0,40} (?:is|has|was)",
                    "cursor, checkpoint, offset",
                    "how far the consumer is",
                    "how far before its cursor a consumer reads"),
            rule(
                    "(?:no|a|any|the|without) (?:twice|doubles?)(?! (?:quotes?|entry|click|precision|slash))",
                    "duplicate",
                    "There are no doubles",
                    "A double quote; it was sent twice"),
            rule(
                    "doubles (?:no|a|any|the)",
                    "duplicates",
                    "keyset doubles no row",
                    "The delay doubles with each attempt"),
            rule(
                    "whose (?:it is|turn)|takes? (?:(?:its|their|a|the) )?turns?",
                    "lease, owner, leader",
                    "The nodes take turns",
                    "The credit turns into a payment"),
            rule(
                    "in (?:the )?(?:line|room)(?= (?:and waits?|for))|who(?:ever)? waits|waiting room",
                    "queue, backlog, waiting requests",
                    "It is in the line for a permit",
                    "The line of an invoice"),
            rule(
                    "the (?:door|gate)|h(?:old|olds|olding|eld) (?:\\w+ )?back",
                    "rate limit, permit, throttle",
                    "The limits hold requests back",
                    "The limits make requests wait"),
            rule("under way|at work", "in flight, pending", "Three calls are under way", "Three calls are in flight"),
            rule("reckon(?:s|ed|ing)?", "compute", "QuickBooks reckons the tax", "QuickBooks computes the tax"),
            rule("(?<!-)faces?", "interface, API", "The public face", "The façade"),
            rule("mend(?:s|ed|ing)?", "fix, solution", "apt-get mends it", "Recommended and amended"),
            rule(
                    "(?:can|could|may|cannot)(?: not)? be had",
                    "is supported, is available",
                    "It could not be had",
                    "It could not be found"),
            rule(
                    "keeps? (?:some)?(?:people|body) (?:out|from)|keeps people",
                    "accessible",
                    "Looks for what keeps people from it",
                    "It keeps the tokens"),
            rule(
                    "(?:tokens?|connections?|leases?|sessions?)(?: \\w+){0,3} ends?(?= (?:after|when|at|in|that|,|\\.))"
                            + "|ends? (?:each|the|a|its|this) (?:connection|token|session|lease)",
                    "expire, expiry",
                    "The token ends after an hour",
                    "The month ends in January"),
            rule("doorkeeper|pulse", "session, health", "The doorkeeper", "The authenticator"),
            rule(
                    "stands?(?! for)(?!-)",
                    "is, remains, wins; is based on",
                    "What is newer stands",
                    "ERP stands for enterprise resource planning; stand-alone"),
            rule("let(?:s|ting)? go of", "release, evict", "It lets go of idle companies", "Let us go on"),
            rule("anew", "again", "The cache is read anew", "a new cache"),
            rule("with commas", "comma-separated", "The entities, with commas", "Numbers with thousands separators"),
            rule("goes before", "overrides", "The header goes before the option", "The option comes first"),
            rule("in hand", "in flight, owned", "Another node has it in hand", "The quantity on hand"));

    private Phrases() {}

    private static Rule rule(String phrase, String instead, String wrong, String right) {
        return new Rule(
                Pattern.compile(
                        "(?<![\\w])(?:" + phrase + ")(?![\\w])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS),
                instead,
                wrong,
                right);
    }
}
