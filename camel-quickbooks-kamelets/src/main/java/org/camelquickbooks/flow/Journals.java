package org.camelquickbooks.flow;

import java.nio.file.Path;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.flow.journal.FileFlowJournal;
import org.camelquickbooks.flow.journal.FlowJournal;

/** The journal of a Camel context: the bean that the user has, or else one in files. */
public final class Journals {

    private static final String NAME = "quickbooks-flow-journal";

    private Journals() {}

    /** The journal; where the user has none it is made in {@code stateDirectory/flows}, and closed with the context. */
    public static FlowJournal of(CamelContext context) {
        FlowJournal own = CamelContextHelper.findSingleByType(context, FlowJournal.class);
        if (own != null) {
            return own;
        }
        synchronized (context) {
            FlowJournal made = context.getRegistry().lookupByNameAndType(NAME, FlowJournal.class);
            return made != null ? made : make(context);
        }
    }

    private static FlowJournal make(CamelContext context) {
        String directory = component(context).getStateDirectory();
        FileFlowJournal journal = new FileFlowJournal(Path.of(directory).resolve("flows"));
        context.getRegistry().bind(NAME, FlowJournal.class, journal);
        try {
            context.addService(new ServiceSupport() {
                @Override
                protected void doStop() {
                    context.getRegistry().unbind(NAME);
                    journal.close();
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("The journal of the flows could not be made a service of Camel", e);
        }
        return journal;
    }

    static Instant now(CamelContext context) {
        return component(context).connection().time().now();
    }

    static QuickBooksComponent component(CamelContext context) {
        return context.getComponent("quickbooks", QuickBooksComponent.class);
    }
}
