package org.camelquickbooks.flow.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.apache.camel.CamelContextAware;
import org.apache.camel.CamelException;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.RouteTemplateContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.util.TimeUtils;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.model.QuickBooksUnavailableException;

/**
 * The common parts of all flow templates: parameters, the number of messages at the same time, retries, and dead
 * letters.
 */
public final class FlowTemplate {

    /** What a route says for the operation that a plan has. */
    public static final String OPERATION = "${exchangeProperty." + Send.OPERATION + "}";

    /** What a route says for the field by which an upsert finds what is there. */
    public static final String KEY = "${exchangeProperty." + Send.KEY + "}";

    public static final Predicate IS_NOT_DONE =
            exchange -> !FlowWork.of(exchange).isDone();

    private static final Predicate IS_NEW = exchange -> FlowWork.of(exchange).isNew();
    private static final Predicate IS_UNSETTLED =
            exchange -> FlowWork.of(exchange).isUnsettled();
    private static final Predicate IS_TO_WRITE =
            exchange -> FlowWork.of(exchange).isToWrite();
    private static final Predicate IS_BEHIND = exchange -> FlowWork.of(exchange).isBehind();
    private static final Predicate IS_BOOKED = exchange -> FlowWork.of(exchange).isBooked();

    /**
     * Whether what fails comes after the booking, or is the other side's: then anything is tried again but what
     * QuickBooks has refused. What caused it is in the way of looking at the class alone.
     */
    private static final Predicate IS_SAFE = exchange -> {
        FlowWork work = FlowWork.of(exchange);
        return work != null && work.isSafe()
                || exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof Deliver.UndeliveredException;
    };

    private static final int LONGEST_NAME = 200;

    private static final String LONGEST_DELAY = "60000";

    /** Camel takes a bean for a parameter where its name is the value of one. */
    private static final String PREFIX = "quickbooks-step-";

    private final String flow;
    private final RouteTemplateDefinition template;

    private FlowTemplate(String flow, RouteTemplateDefinition template) {
        this.flow = flow;
        this.template = template;
    }

    private FlowTemplate withJournal() {
        optional("name", flow, "The name of this flow in the journal");
        optional(
                "journalRetention",
                "400d",
                "How long the journal remembers processed messages. A message that is repeated later is "
                        + "booked again");
        return this;
    }

    /** @param what what the flow does, for those who look at the template */
    public FlowTemplate(RouteBuilder routes, String flow, String what) {
        this(flow, template(routes, flow, what));
        withJournal();
        // Without a value, so that a source can leave it out.
        template.templateOptionalParameter(
                "realmId",
                "The id of the company. The default is the header CamelQuickBooksRealmId, and otherwise the "
                        + "company of the component");
        optional(
                "acknowledgements",
                "log:org.camelquickbooks.flow." + flow + "?level=DEBUG",
                "The endpoint that receives the acknowledgement of each message, with the Id and the "
                        + "document number in QuickBooks");
        optional(
                "deadLetter",
                "file:dead-letters",
                "The endpoint that receives messages that cannot be processed, with the reason and the "
                        + "original message");
        optional(
                "parallel", "30", "The maximum number of messages in the flow at the same time. Further messages wait");
        optional(
                "redeliveries",
                "10",
                "The number of retries of a step if QuickBooks or the state database is not available, in "
                        + "addition to the component's own retries. The same number applies to the steps after the "
                        + "main write, such as the acknowledgement");
        optional(
                "redeliveryDelay",
                "1000",
                "The delay before the first retry, in milliseconds. It doubles with each retry, up to one " + "minute");
        optional(
                "startCheck",
                "true",
                "Whether the flow checks at its start that the accounts and items that its parameters name " + "exist");
    }

    /** A flow whose messages are QuickBooks' own: when the other side fails they are told again with the next poll. */
    public static FlowTemplate ofQuickBooks(RouteBuilder routes, String flow, String what) {
        return new FlowTemplate(flow, template(routes, flow, what)).withJournal();
    }

    /** A flow that keeps nothing in the journal. */
    public static FlowTemplate withoutJournal(RouteBuilder routes, String flow, String what) {
        return new FlowTemplate(flow, template(routes, flow, what));
    }

    private static RouteTemplateDefinition template(RouteBuilder routes, String flow, String what) {
        return routes.routeTemplate("quickbooks-" + flow + "-flow").description(what);
    }

    /** A parameter without a default. */
    public FlowTemplate required(String name, String description) {
        template.templateParameter(name, null, description);
        return this;
    }

    public FlowTemplate optional(String name, String value, String description) {
        template.templateParameter(name, value, description);
        return this;
    }

    /** A bean of each route that is made of the template. */
    public FlowTemplate bean(String name, Class<?> type, Function<RouteTemplateContext, Object> bean) {
        template.templateBean(
                PREFIX + name,
                type,
                parameters ->
                        CamelContextAware.trySetCamelContext(bean.apply(parameters), parameters.getCamelContext()));
        return this;
    }

    /** How a route names a bean of its template. */
    public static String step(String name) {
        return "{{" + PREFIX + name + "}}";
    }

    /** The step that takes a canonical message in. */
    public FlowTemplate takesIn(Function<RouteTemplateContext, String> type) {
        return takesIn(type, false);
    }

    /** The same for what changes: another message of the same id is the next version of it. */
    public FlowTemplate takesVersionsIn(String type) {
        return takesIn(p -> type, true);
    }

    private FlowTemplate takesIn(Function<RouteTemplateContext, String> type, boolean versions) {
        return bean("takeIn", TakeIn.class, p -> {
            CanonicalType taken = CanonicalType.of(type.apply(p));
            return new TakeIn(
                    intake(p, taken.word(), versions ? Intake.Content.VERSIONS : Intake.Content.FIXED),
                    taken,
                    company(p));
        });
    }

    /**
     * How messages of a route come into the journal.
     *
     * @param what the kind of message, for errors
     */
    public static Intake intake(RouteTemplateContext parameters, String what, Intake.Content content) {
        return new Intake(name(parameters), what, content, keep(parameters));
    }

    /** For how long the journal keeps what is done. */
    public static Duration keep(RouteTemplateContext parameters) {
        String keep = text(parameters, "journalRetention");
        long millis = TimeUtils.toMilliSeconds(keep);
        QuickBooksComponent component = Journals.component(parameters.getCamelContext());
        long least = Math.max(component.getIntentRetention(), component.getRequestIdLifetime());
        if (millis < least) {
            throw new IllegalArgumentException("journalRetention is " + keep
                    + ", but the component keeps request ids longer: set it to at least " + least
                    + " milliseconds, or decrease intentRetention and requestIdLifetime of the component");
        }
        return Duration.ofMillis(millis);
    }

    /**
     * The name under which the journal keeps the messages of a route. Orders and refunds of one template with its
     * default name have a name each, since a shop numbers them apart.
     */
    public static String name(RouteTemplateContext parameters) {
        String name = text(parameters, "name").trim();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "name is '" + name + "'; it must have 1 to " + LONGEST_NAME + " characters");
        }
        return name.equals("invoice") && text(parameters, "type").equalsIgnoreCase("refund") ? "refund" : name;
    }

    /** What has to be there at the start. */
    public FlowTemplate checks(Function<RouteTemplateContext, StartCheck> check) {
        return bean("check", StartCheck.class, check::apply);
    }

    public StartCheck check(RouteTemplateContext parameters) {
        String name = name(parameters);
        return check(parameters, name.equals(flow) || name.equals("refund"));
    }

    /** The same where ids are QuickBooks' own: two routes may share them, such as one for dead letters. */
    public StartCheck checkOfQuickBooks(RouteTemplateContext parameters) {
        return check(parameters, false);
    }

    private StartCheck check(RouteTemplateContext parameters, boolean byDefault) {
        String name = name(parameters);
        return new StartCheck(name, byDefault, company(parameters), flag(parameters, "startCheck"));
    }

    public static String text(RouteTemplateContext parameters, String name) {
        Object value = parameters.getProperty(name);
        // Beans of a template get parameters as they were given.
        return value == null ? "" : parameters.getCamelContext().resolvePropertyPlaceholders(value.toString());
    }

    /** The company that a parameter names; null for that of the header, or of the component. */
    public static String company(RouteTemplateContext parameters) {
        String realmId = text(parameters, "realmId");
        return realmId.isBlank() ? null : realmId;
    }

    public static boolean flag(RouteTemplateContext parameters, String name) {
        return Boolean.parseBoolean(text(parameters, name));
    }

    /**
     * The route: takes a message in; decides what to send, unless that was decided before; writes it down; sends it; and
     * acknowledges.
     *
     * @param source where messages come from
     * @param decide the steps that decide
     * @param write the endpoint that writes
     * @param after steps after the writing
     */
    public void books(String source, List<String> decide, String write, String... after) {
        writingSteps();
        RouteDefinition route = from(source);
        route.process(step("takeIn"));
        // An older version that was begun is finished before this one is decided.
        LoopDefinition older = route.loopDoWhile(IS_BEHIND);
        writesDocuments(older, write, after);
        older.process(step("nextVersion"));
        older.end();
        ChoiceDefinition deciding = route.choice().when(IS_NEW);
        decide.forEach(name -> deciding.process(step(name)));
        deciding.end();
        writes(route, write, after);
    }

    /**
     * The beginning of a route for what comes from QuickBooks, and is sent to another system once. Two of one name would
     * each send half of it.
     */
    public RouteDefinition tells(String source) {
        bean("settle", Settle.class, p -> new Settle());
        checks(p -> new StartCheck(name(p), name(p).equals(flow), null, false));
        return starts(source).process(step("check"));
    }

    /** The beginning of a route that keeps nothing in the journal. */
    public RouteDefinition starts(String source) {
        return template.from(source);
    }

    /** Steps that write down, send, write down again, and acknowledge what a step before has taken in. */
    public static void writes(ProcessorDefinition<?> route, String write, String... after) {
        route.process(step("decide"));
        writesDocuments(route, write, after);
        route.process(step("acknowledge")).process(step("deliver")).process(step("finish"));
    }

    private static void writesDocuments(ProcessorDefinition<?> route, String write, String... after) {
        LoopDefinition writing = route.loopDoWhile(IS_UNSETTLED);
        writing.choice()
                .when(IS_TO_WRITE)
                .process(step("send"))
                .toD(write)
                .process(step("booked"))
                .end();
        writing.process(step("checked"));
        writing.end();
        ChoiceDefinition following = route.choice().when(IS_BOOKED).process(step("further"));
        for (String name : after) {
            following.process(step(name));
        }
        following.end();
    }

    public FlowTemplate writingSteps() {
        bean("decide", Decide.class, p -> new Decide());
        bean("send", Send.class, p -> new Send());
        bean("booked", Booked.class, p -> new Booked());
        bean("checked", Check.class, p -> new Check());
        bean("further", MakeFurther.class, p -> new MakeFurther());
        bean("nextVersion", NextVersion.class, p -> new NextVersion());
        bean("deliver", Deliver.class, p -> new Deliver("acknowledgement", text(p, "acknowledgements")));
        bean("finish", Finish.class, p -> new Finish());
        return bean("acknowledge", Acknowledge.class, p -> new Acknowledge());
    }

    /** The route's beginning. */
    public RouteDefinition from(String uri) {
        bean("deadLetter", DeadLetter.class, p -> new DeadLetter(intake(p, "message", Intake.Content.FIXED)));
        RouteDefinition route = template.from(uri);
        refuses(route);
        route.process(step("check"));
        route.throttle().simple("{{parallel}}").concurrentRequestsMode();
        return route;
    }

    /**
     * What cannot be booked is told apart from what cannot be booked now: a decision of QuickBooks' or of ours is final,
     * and whatever else goes wrong may pass. After the booking nothing is a decision any more but QuickBooks' own.
     */
    private static void refuses(RouteDefinition route) {
        letter(retried(route.onException(
                        IllegalArgumentException.class,
                        IllegalStateException.class,
                        CamelException.class,
                        RuntimeCamelException.class)
                .onWhen(IS_SAFE)));
        letter(route.onException(
                IllegalArgumentException.class,
                IllegalStateException.class,
                CamelException.class,
                RuntimeCamelException.class,
                QuickBooksException.class));
        letter(retried(route.onException(
                Throwable.class,
                CancellationException.class,
                QuickBooksUnavailableException.class,
                QuickBooksThrottledException.class)));
    }

    private static OnExceptionDefinition retried(OnExceptionDefinition failure) {
        return failure.maximumRedeliveries("{{redeliveries}}")
                .redeliveryDelay("{{redeliveryDelay}}")
                .useExponentialBackOff()
                .backOffMultiplier(2)
                .maximumRedeliveryDelay(LONGEST_DELAY)
                .asyncDelayedRedelivery();
    }

    private static void letter(OnExceptionDefinition failure) {
        failure.handled(true)
                .process(step("deadLetter"))
                .to("{{deadLetter}}")
                .process(DeadLetter::announce)
                .end();
    }
}
