package org.camelquickbooks.flow.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Inactive;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks, before a flow takes its first message, whether the company has the accounts, items and codes of the flow's
 * parameters, and reports all missing ones together.
 */
public final class StartCheck extends ServiceSupport implements Processor, CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

    private CamelContext context;
    private final String flow;
    private final boolean byDefault;
    private final String realmId;
    private final boolean enabled;
    private final List<Need> needs = new ArrayList<>();

    /**
     * @param byDefault whether the flow has the name that its template gives to all
     * @param realmId the company; null for that of the component
     * @param enabled whether anything is looked for
     */
    StartCheck(String flow, boolean byDefault, String realmId, boolean enabled) {
        this.flow = flow;
        this.byDefault = byDefault;
        this.realmId = realmId;
        this.enabled = enabled;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }

    /** An account that a parameter names; where it names none, none is needed. */
    public StartCheck account(String parameter, String name) {
        return needs(parameter, "Account", name);
    }

    /** An item, the same way. */
    public StartCheck item(String parameter, String name) {
        return needs(parameter, "Item", name);
    }

    private StartCheck needs(String parameter, String entity, String name) {
        if (!name.isBlank()) {
            needs.add(new Need(parameter, new Reference(entity, "Name", name.trim())));
        }
        return this;
    }

    @Override
    public void process(Exchange exchange) {
        // It has done what it is for.
    }

    /** All routes are warmed up before the first of them takes a message. */
    @Override
    protected void doStart() {
        FlowNames.of(context).add(flow, byDefault);
        try {
            look();
        } catch (RuntimeException e) {
            FlowNames.of(context).remove(flow);
            throw e;
        }
    }

    @Override
    protected void doStop() {
        FlowNames.of(context).remove(flow);
    }

    private void look() {
        String company = realmId != null
                ? realmId
                : Journals.component(context).getConfiguration().getRealmId();
        if (!enabled || needs.isEmpty() || company == null) {
            return;
        }
        // The revenue of an item that is no longer sold is still earned.
        Lookups lookups = new Lookups(new Calls(context, company), Inactive.USE);
        List<Need> missing = new ArrayList<>();
        for (Need need : needs) {
            try {
                lookups.id(need.reference()).get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException e) {
                Throwable failure = Failures.cause(e.getCause());
                if (!(failure instanceof Lookups.NoSuchReferenceException)) {
                    LOG.warn(
                            "The {} flow could not check whether company {} has the accounts and items that it needs: {}",
                            flow,
                            company,
                            failure.getMessage());
                    return;
                }
                missing.add(need);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("The " + flow + " flow cannot start: company " + company + " has no "
                    + missing.stream()
                            .map(need -> need.reference() + " (parameter " + need.parameter() + ")")
                            .collect(Collectors.joining(", no "))
                    + " that is active. Create it in QuickBooks, or name another");
        }
    }
}
