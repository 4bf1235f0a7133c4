package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camelquickbooks.checks.Phrases.Rule;
import org.camelquickbooks.checks.UserTexts.Text;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a user reads is in the words of the field. */
class PhrasesTest {

    @Test
    void pagesUseTheWordsOfTheField() {
        List<Text> pages = UserTexts.pages();
        assertThat(pages).hasSizeGreaterThan(1000);
        check(pages);
    }

    @Test
    void descriptionsUseTheWordsOfTheField() {
        List<Text> descriptions = UserTexts.descriptions();
        assertThat(descriptions).hasSizeGreaterThan(300);
        check(descriptions);
    }

    @Test
    void messagesUseTheWordsOfTheField() {
        List<Text> literals = UserTexts.literals();
        assertThat(literals).hasSizeGreaterThan(1000);
        check(literals);
    }

    private static void check(List<Text> texts) {
        String found = texts.stream().flatMap(PhrasesTest::found).collect(Collectors.joining("\n"));
        assertThat(found).as("phrases that are not the words of the field").isEmpty();
    }

    private static Stream<String> found(Text text) {
        return Phrases.RULES.stream().flatMap(rule -> rule.in(text.text())
                .map(phrase -> text.place() + ": '" + phrase + "', write: " + rule.instead() + " | " + text.text()));
    }

    @TestFactory
    Stream<DynamicTest> aRuleFindsThePhraseAndNotWhatLooksLikeIt() {
        return Phrases.RULES.stream().map(rule -> DynamicTest.dynamicTest(rule.wrong(), () -> check(rule)));
    }

    private static void check(Rule rule) {
        assertThat(rule.in(rule.wrong())).isNotEmpty();
        assertThat(rule.in(rule.right())).isEmpty();
    }
}
