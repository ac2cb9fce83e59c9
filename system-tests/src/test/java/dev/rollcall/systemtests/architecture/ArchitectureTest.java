package dev.rollcall.systemtests.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.rollcall.systemtests.architecture.Tree.dependsOn;
import static dev.rollcall.systemtests.architecture.Tree.dependsOnPackage;
import static dev.rollcall.systemtests.architecture.Tree.offenders;
import static dev.rollcall.systemtests.architecture.Tree.outermost;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule names its exceptions and demands both directions: nobody else breaks it, and nobody named has stopped to. */
class ArchitectureTest {
    private static final Pattern MADE_UP_NAME =
            Pattern.compile("(Impl|Utils?|Manager|Helper|Processor|Handler)$|^(Abstract|Base)[A-Z]");

    @Test
    void rulesArePure() {
        Set<String> offenders = offenders(
                Tree.production().filter(ArchitectureTest::isRules),
                rules -> dependsOn(rules, target -> !fitForRules(rules, target)) || makesTimeOrIds(rules));

        assertThat(offenders).containsExactlyInAnyOrderElementsOf(Exceptions.RULES.keySet());
    }

    /** The protocol is plain Java: it can be used without any of us. */
    @Test
    void theProtocolKnowsNoFramework() {
        assertThat(offenders(
                        Tree.of("libs/scim-protocol").stream(),
                        subject -> dependsOn(
                                        subject,
                                        target -> !startsWith(
                                                target,
                                                "java.",
                                                "dev.rollcall.scim",
                                                "org.jspecify",
                                                "com.fasterxml.jackson"))
                                || dependsOnPackage(subject, "java.sql", "java.net.http")))
                .isEmpty();
    }

    @Test
    void onlyEndpointsFiltersAndMappersTouchHttp() {
        Set<String> offenders = offenders(
                Tree.production()
                        .filter(subject ->
                                !outermost(subject).getSimpleName().matches(".*(Endpoint|Filter|Mapper|Api)")),
                subject -> dependsOnPackage(subject, "jakarta.ws.rs"));

        assertThat(offenders).containsExactlyInAnyOrderElementsOf(Exceptions.HTTP.keySet());
    }

    @Test
    void entitiesAreRowsAndPackagePrivateAndNobodyElseTouchesPersistence() {
        List<JavaClass> entities = Tree.production()
                .filter(subject -> subject.isAnnotatedWith("jakarta.persistence.Entity"))
                .toList();
        assertThat(entities).isNotEmpty().allSatisfy(entity -> {
            assertThat(entity.getSimpleName()).endsWith("Row");
            assertThat(entity.getModifiers())
                    .as("%s is package-private", entity.getName())
                    .doesNotContain(JavaModifier.PUBLIC);
        });

        Set<String> offenders = offenders(
                Tree.production()
                        .filter(subject -> !outermost(subject).getSimpleName().endsWith("Row")),
                subject -> dependsOnPackage(subject, "jakarta.persistence", "org.hibernate", "io.quarkus.hibernate"));
        assertThat(offenders).containsExactlyInAnyOrderElementsOf(Exceptions.PERSISTENCE.keySet());
    }

    @Test
    void timeAndIdsAreMadeInOnePlaceOfEachService() {
        assertThat(offenders(Tree.production(), ArchitectureTest::makesTimeOrIds))
                .containsExactlyInAnyOrderElementsOf(Exceptions.TIME_AND_IDS.keySet());
    }

    @Test
    void noNameIsMadeUp() {
        List<String> found = Tree.all().values().stream()
                .flatMap(module -> module.stream())
                .map(JavaClass::getSimpleName)
                .filter(name -> MADE_UP_NAME.matcher(name).find())
                .toList();
        assertThat(found).isEmpty();
    }

    /** A name means one thing in the whole tree, but for those few that mean the same thing seen from two services. */
    @Test
    void noSimpleNameOccursTwice() {
        Map<String, Set<String>> packages = new TreeMap<>();
        Tree.all().values().stream()
                .flatMap(module -> module.stream())
                .filter(subject -> subject.getEnclosingClass().isEmpty())
                .filter(subject -> !subject.getSimpleName().equals("package-info"))
                .forEach(subject -> packages.computeIfAbsent(subject.getSimpleName(), name -> new TreeSet<>())
                        .add(subject.getPackageName()));
        packages.values().removeIf(places -> places.size() == 1);

        assertThat(packages.keySet()).containsExactlyInAnyOrderElementsOf(Exceptions.SAME_NAME.keySet());
    }

    @Test
    void featuresOfAServiceHaveNoCycles() {
        Map<String, String> broken = new TreeMap<>();
        Tree.SERVICES.forEach((module, root) -> {
            var rule = slices().matching(root + ".(*)..").should().beFreeOfCycles();
            for (Exceptions.Edge edge : Exceptions.CYCLES) {
                rule = rule.ignoreDependency(edge.from(), edge.to());
            }
            var result = rule.evaluate(Tree.of(module));
            if (result.hasViolation()) {
                broken.put(module, String.join("\n", result.getFailureReport().getDetails()));
            }
        });
        assertThat(broken).isEmpty();
    }

    /** Maven says so too; this says it of every class, whatever a pom will say one day. */
    @Test
    void noServiceSeesAnothersClasses() {
        Tree.SERVICES.forEach((module, root) -> {
            List<String> others = Tree.SERVICES.values().stream()
                    .filter(other -> !other.equals(root))
                    .map(other -> other + ".")
                    .toList();
            assertThat(offenders(
                            Tree.of(module).stream(),
                            subject -> dependsOn(
                                    subject,
                                    target -> others.stream().anyMatch(target.getName()::startsWith)
                                            || target.getName().startsWith("dev.rollcall.sandbox."))))
                    .as(module)
                    .isEmpty();
        });
    }

    /** Libraries know no service, and the contract knows nobody. */
    @Test
    void dependenciesPointOneWay() {
        for (String library :
                List.of("libs/contract", "libs/scim-protocol", "libs/outbox", "libs/service-kit", "libs/mail")) {
            List<String> foreign = new ArrayList<>(Tree.SERVICES.values());
            foreign.add("dev.rollcall.sandbox");
            if (library.equals("libs/contract")) {
                foreign.addAll(List.of("dev.rollcall.kit", "dev.rollcall.outbox", "io.quarkus"));
            }
            assertThat(offenders(
                            Tree.of(library).stream(),
                            subject -> dependsOn(
                                    subject,
                                    target -> foreign.stream()
                                            .anyMatch(name -> target.getName().startsWith(name + ".")))))
                    .as(library)
                    .isEmpty();
        }
    }

    private static boolean isRules(JavaClass subject) {
        return outermost(subject).getSimpleName().endsWith("Rules");
    }

    private static boolean fitForRules(JavaClass rules, JavaClass target) {
        boolean plain =
                startsWith(target, "java.") && !startsWith(target, "java.sql", "java.net.http", "java.nio.file");
        return plain
                || target.isPrimitive()
                || startsWith(target, "dev.rollcall.contract", "dev.rollcall.scim.", "org.jspecify")
                || target.getPackageName().equals("dev.rollcall.scim")
                || target.getPackageName().equals(rules.getPackageName())
                || isRules(target);
    }

    private static boolean makesTimeOrIds(JavaClass subject) {
        return subject.getMethodCallsFromSelf().stream().anyMatch(call -> {
            String made = call.getTargetOwner().getSimpleName() + "." + call.getName();
            boolean fromNothing = call.getTarget().getRawParameterTypes().isEmpty();
            return made.matches("(Instant|OffsetDateTime|ZonedDateTime|LocalDate|LocalDateTime)\\.now") && fromNothing
                    || made.matches(
                            "Clock\\.system.*|System\\.currentTimeMillis|UUID\\.randomUUID|UuidCreator\\.get.*");
        });
    }

    private static boolean startsWith(JavaClass target, String... prefixes) {
        return Stream.of(prefixes).anyMatch(prefix -> target.getName().startsWith(prefix)) || target.isPrimitive();
    }
}
