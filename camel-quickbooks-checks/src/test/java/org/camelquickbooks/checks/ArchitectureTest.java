package org.camelquickbooks.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Service;
import org.apache.camel.spi.StateRepository;

/** Who may use whom, as docs/contributing.md draws it. */
@AnalyzeClasses(packages = "org.camelquickbooks", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String SANDBOX = "org.camelquickbooks.sandbox..";

    private static final String[] COMPONENT = {
        "org.camelquickbooks",
        "org.camelquickbooks.validation..",
        "org.camelquickbooks.runtime..",
        "org.camelquickbooks.operation..",
        "org.camelquickbooks.consumer..",
        "org.camelquickbooks.monitoring..",
        "org.camelquickbooks.client..",
        "org.camelquickbooks.outbox..",
        "org.camelquickbooks.state..",
        "org.camelquickbooks.model..",
        "org.camelquickbooks.convert.."
    };

    @ArchTest
    static final ArchRule theSandboxKnowsNothingOfCamelAndTheComponent = noClasses()
            .that()
            .resideInAPackage(SANDBOX)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.camel..",
                    "org.camelquickbooks",
                    "org.camelquickbooks.operation..",
                    "org.camelquickbooks.consumer..",
                    "org.camelquickbooks.client..",
                    "org.camelquickbooks.model..");

    @ArchTest
    static final ArchRule theSandboxStandsOnVertxJacksonPdfBoxAndPicocliOnly = classes()
            .that()
            .resideInAPackage(SANDBOX)
            .and()
            .resideOutsideOfPackage("org.camelquickbooks.sandbox.junit..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    SANDBOX,
                    "java..",
                    "javax.crypto..",
                    "javax.xml.stream..",
                    "io.vertx..",
                    "com.fasterxml.jackson..",
                    "org.apache.pdfbox..",
                    "picocli..");

    @ArchTest
    static final ArchRule whatABusinessDoesKnowsNoHttp = noClasses()
            .that()
            .resideInAnyPackage(
                    "..sandbox.catalogue..",
                    "..sandbox.company..",
                    "..sandbox.entity..",
                    "..sandbox.ledger..",
                    "..sandbox.query..",
                    "..sandbox.report..",
                    "..sandbox.document..",
                    "..sandbox.seed..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..sandbox.http..",
                    "..sandbox.call..",
                    "..sandbox.gate..",
                    "..sandbox.oauth..",
                    "..sandbox.admin..",
                    "io.vertx..");

    @ArchTest
    static final ArchRule theSandboxesPackagesHaveNoCycles = SlicesRuleDefinition.slices()
            .matching("org.camelquickbooks.sandbox.(**)")
            .should()
            .beFreeOfCycles();

    /** What rules share stands in packages of its own. */
    @ArchTest
    static final ArchRule thePackageOfRulesHoldsRules = classes()
            .that()
            .resideInAPackage("..sandbox.entity.rule..")
            .and()
            .areTopLevelClasses()
            .should()
            .beAssignableTo("org.camelquickbooks.sandbox.entity.rule.EntityRule");

    @ArchTest
    static final ArchRule nothingInTheSandboxNeedsItsFacade = noClasses()
            .that()
            .resideInAPackage(SANDBOX)
            .and()
            .resideOutsideOfPackages("org.camelquickbooks.sandbox", "..sandbox.junit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camelquickbooks.sandbox");

    @ArchTest
    static final ArchRule theLedgerKnowsMoneyAndNotJson = noClasses()
            .that()
            .resideInAPackage("..sandbox.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "..sandbox.company..", "..sandbox.entity..");

    @ArchTest
    static final ArchRule theComponentKnowsNothingOfTheSandbox = noClasses()
            .that()
            .resideInAnyPackage(COMPONENT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SANDBOX);

    /** One interface of Camel's is allowed, being the ecosystem's own: StateRepository, which is a Service. */
    @ArchTest
    static final ArchRule clientAndModelKnowNothingOfCamel = noClasses()
            .that()
            .resideInAnyPackage("org.camelquickbooks.client..", "org.camelquickbooks.model..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                            "org.apache.camel..",
                            "org.camelquickbooks",
                            "org.camelquickbooks.validation..",
                            "org.camelquickbooks.runtime..",
                            "org.camelquickbooks.operation..",
                            "org.camelquickbooks.monitoring..",
                            "org.camelquickbooks.consumer..")
                    .and(DescribedPredicate.not(
                            JavaClass.Predicates.belongToAnyOf(StateRepository.class, Service.class))));

    /** Nobody else carries the protocol's SDK, and the tools work without it, as routes. */
    @ArchTest
    static final ArchRule theServersOfToolsAloneKnowTheProtocol = noClasses()
            .that()
            .resideInAPackage("org.camelquickbooks..")
            .and()
            .resideOutsideOfPackages("org.camelquickbooks.tools.mcp..", "..examples.assistanttools..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.modelcontextprotocol..", "reactor..");

    @ArchTest
    static final ArchRule toolsKnowNothingOfTheirServersAndNobodyKnowsTools = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.camelquickbooks.tools.definition..",
                    "org.camelquickbooks.tools.read..",
                    "org.camelquickbooks.tools.write..",
                    "org.camelquickbooks.client..",
                    "org.camelquickbooks.operation..",
                    "org.camelquickbooks.model..",
                    "org.camelquickbooks.flow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.camelquickbooks.tools", "org.camelquickbooks.tools.mcp..");

    /** So that another HTTP library means another class behind {@code Transport}. */
    @ArchTest
    static final ArchRule theTransportAloneKnowsTheHttpLibrary = noClasses()
            .that()
            .resideInAPackage("org.camelquickbooks..")
            .and()
            .resideOutsideOfPackages("..client.transport..", "..benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..");

    /** QuickBooks… is what Camel and its users see; ConnectOptions are the connect tool's. */
    @ArchTest
    static final ArchRule theRootHoldsWhatCamelSees = classes()
            .that()
            .resideInAPackage("org.camelquickbooks")
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleNameStartingWith("QuickBooks")
            .orShould()
            .haveSimpleName("ConnectOptions");

    @ArchTest
    static final ArchRule theOutboxKnowsTheClientTheStateAndTheModel = classes()
            .that()
            .resideInAPackage("org.camelquickbooks.outbox..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.camelquickbooks.outbox..",
                    "org.camelquickbooks.client..",
                    "org.camelquickbooks.state..",
                    "org.camelquickbooks.model..",
                    "java..",
                    "com.fasterxml.jackson..",
                    "org.slf4j..");

    @ArchTest
    static final ArchRule theClientKnowsNothingOfTheOutbox = noClasses()
            .that()
            .resideInAnyPackage("org.camelquickbooks.client..", "org.camelquickbooks.model..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camelquickbooks.outbox..");

    @ArchTest
    static final ArchRule theRuntimeKnowsNobodyWhoUsesIt = noClasses()
            .that()
            .resideInAPackage("org.camelquickbooks.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.camelquickbooks.validation..",
                    "org.camelquickbooks.operation..",
                    "org.camelquickbooks.consumer..",
                    "org.camelquickbooks.monitoring..");

    @ArchTest
    static final ArchRule checksKnowOptionsAndTheModel = noClasses()
            .that()
            .resideInAPackage("org.camelquickbooks.validation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.camelquickbooks.runtime..",
                    "org.camelquickbooks.operation..",
                    "org.camelquickbooks.consumer..",
                    "org.camelquickbooks.monitoring..");

    /** They work with what the runtime and the endpoint hand them. */
    @ArchTest
    static final ArchRule nobodyReachesBackIntoTheComponent = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.camelquickbooks.operation..",
                    "org.camelquickbooks.consumer..",
                    "org.camelquickbooks.monitoring..",
                    "org.camelquickbooks.client..",
                    "org.camelquickbooks.model..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.camelquickbooks.QuickBooksComponent");

    @ArchTest
    static final ArchRule monitoringKnowsNoOperationsAndConsumers = noClasses()
            .that()
            .resideInAPackage("org.camelquickbooks.monitoring..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.camelquickbooks.operation..", "org.camelquickbooks.consumer..");

    @ArchTest
    static final ArchRule theStateKnowsJdbcOnly = noClasses()
            .that()
            .resideInAPackage("org.camelquickbooks.state..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.camel..",
                    "org.camelquickbooks",
                    "org.camelquickbooks.runtime..",
                    "org.camelquickbooks.operation..",
                    "org.camelquickbooks.consumer..",
                    "org.camelquickbooks.monitoring..",
                    "org.camelquickbooks.outbox..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule operationsKnowNothingOfConsumers = noClasses()
            .that()
            .resideInAPackage("org.camelquickbooks.operation..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camelquickbooks.consumer..");

    @ArchTest
    static final ArchRule theModelStandsOnJacksonOnly = classes()
            .that()
            .resideInAPackage("org.camelquickbooks.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.camelquickbooks.model..", "java..", "javax.xml.stream..", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule theClientsPackagesHaveNoCycles = SlicesRuleDefinition.slices()
            .matching("org.camelquickbooks.client.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule oneClassOfTheComponentMeasuresTime = noClasses()
            .that()
            .resideInAnyPackage(COMPONENT)
            .and()
            .resideOutsideOfPackage("..client.time..")
            .should()
            .callMethod(System.class, "nanoTime");

    /** A reader of the log, of a stack trace or of a search finds one class. */
    @ArchTest
    static void twoClassesOfTheComponentHaveTwoNames(JavaClasses all) {
        Map<String, List<String>> names = all.that(JavaClass.Predicates.resideInAnyPackage(COMPONENT)).stream()
                .filter(type -> !type.getSimpleName().isEmpty()
                        && !type.getSimpleName().equals("package-info")
                        && !type.isAnonymousClass()
                        && !type.isLocalClass())
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        names.values().removeIf(classes -> classes.size() == 1);
        assertThat(names).isEmpty();
    }

    @ArchTest
    static final ArchRule oneClassKnowsTheMachinesTime = noClasses()
            .that()
            .resideOutsideOfPackages("..sandbox.time..", "..client.time..", "..benchmarks..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);
}
