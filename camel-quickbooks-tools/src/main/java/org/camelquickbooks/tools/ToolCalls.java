package org.camelquickbooks.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.camel.Exchange;
import org.camelquickbooks.tools.definition.Answers;
import org.camelquickbooks.tools.definition.Tool;
import org.camelquickbooks.tools.definition.ToolArguments;
import org.camelquickbooks.tools.definition.ToolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call of a tool in a route: arguments in the body, and the answer in it, also where the call failed. */
final class ToolCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

    private final Answers answers;

    ToolCalls(Answers answers) {
        this.answers = answers;
    }

    void call(Tool tool, Exchange exchange) {
        exchange.getMessage().setBody(answer(tool, exchange.getMessage().getBody()));
    }

    private ObjectNode answer(Tool tool, Object body) {
        Map<?, ?> given;
        try {
            given = QuickBooksTools.arguments(body);
        } catch (Exception e) {
            return Answers.of(new ToolException(
                    null,
                    null,
                    "The arguments are not a JSON object",
                    "Give an object with the arguments by their names"));
        }
        try {
            ToolArguments arguments = ToolArguments.of(given, tool.fields());
            return answers.of(tool, arguments, tool.call(arguments));
        } catch (ToolException e) {
            return Answers.of(e);
        } catch (RuntimeException e) {
            return broken(e);
        }
    }

    /** What nobody foresaw is for the log: it may say more than a model should know. */
    static ObjectNode broken(Exception failure) {
        LOG.warn("A tool failed", failure);
        return Answers.of(new ToolException(
                null, null, "The call failed inside this application", "Inform a person; the log has the reason"));
    }
}
