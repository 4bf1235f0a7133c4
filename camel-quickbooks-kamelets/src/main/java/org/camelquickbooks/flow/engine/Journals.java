package org.camelquickbooks.flow.engine;

import java.nio.file.Path;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.camelquickbooks.QuickBooksComponent;

/** The journal of a Camel context: the bean that the user has, or else one in files. */
public final class Journals {

    private static final String NAME = "quickbooks-flow-journal";

    private Journals() {}

    /**
     * The journal: asked for with each message, and therefore by its name. Where the user has none it is made in
     * {@code stateDirectory/flows}, and closed with the context.
     */
    public static FlowJournal of(CamelContext context) {
        FlowJournal known = context.getRegistry().lookupByNameAndType(NAME, FlowJournal.class);
        return known != null ? known : first(context);
    }

    private static FlowJournal first(CamelContext context) {
        synchronized (context) {
            FlowJournal known = context.getRegistry().lookupByNameAndType(NAME, FlowJournal.class);
            if (known != null) {
                return known;
            }
            FlowJournal theirs = CamelContextHelper.findSingleByType(context, FlowJournal.class);
            if (theirs != null) {
                keep(context, theirs, () -> {});
                return theirs;
            }
            String directory = component(context).getStateDirectory();
            FileFlowJournal ours = new FileFlowJournal(Path.of(directory).resolve("flows"));
            keep(context, ours, ours::close);
            return ours;
        }
    }

    private static void keep(CamelContext context, FlowJournal journal, Runnable end) {
        context.getRegistry().bind(NAME, FlowJournal.class, journal);
        try {
            context.addService(new ServiceSupport() {
                @Override
                protected void doStop() {
                    context.getRegistry().unbind(NAME);
                    end.run();
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("The journal of the flows could not be made a service of Camel", e);
        }
    }

    public static Instant now(CamelContext context) {
        return component(context).runtime().time().now();
    }

    public static QuickBooksComponent component(CamelContext context) {
        return context.getComponent("quickbooks", QuickBooksComponent.class);
    }
}
