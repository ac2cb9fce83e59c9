package dev.rollcall.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.rollcall.sandbox.client.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The compiled classes of every module that ships, read from the modules' own folders. */
final class Tree {
    /** Package of each service by module; what lies below is a feature. */
    static final Map<String, String> SERVICES = Map.of(
            "scim-endpoint", "dev.rollcall.scimendpoint",
            "sso-gateway", "dev.rollcall.sso",
            "membership-service", "dev.rollcall.membership",
            "audit-service", "dev.rollcall.audit");

    static final List<String> LIBRARIES = List.of(
            "libs/contract",
            "libs/scim-protocol",
            "libs/transparency-log",
            "libs/outbox",
            "libs/mail",
            "libs/service-kit");

    private static final Map<String, JavaClasses> MODULES = modules();

    private Tree() {}

    private static Map<String, JavaClasses> modules() {
        Map<String, JavaClasses> modules = new LinkedHashMap<>();
        Stream.concat(
                        LIBRARIES.stream(),
                        Stream.concat(
                                Stream.of("sandbox"), SERVICES.keySet().stream().sorted()))
                .forEach(module -> {
                    Path classes = Checkout.find().root().resolve(module).resolve("target/classes");
                    assertThat(Files.isDirectory(classes))
                            .as("%s is built", module)
                            .isTrue();
                    modules.put(module, new ClassFileImporter().importPath(classes));
                });
        return modules;
    }

    static JavaClasses of(String module) {
        return MODULES.get(module);
    }

    static Map<String, JavaClasses> all() {
        return MODULES;
    }

    /** Libraries and services: what runs in production. The sandbox is a tool. */
    static Stream<JavaClass> production() {
        return MODULES.entrySet().stream()
                .filter(module -> !module.getKey().equals("sandbox"))
                .flatMap(module -> module.getValue().stream());
    }

    /** Simple names of the outermost classes for which it is so. */
    static Set<String> offenders(Stream<JavaClass> classes, Predicate<JavaClass> offends) {
        Set<String> names = new TreeSet<>();
        classes.filter(offends).map(Tree::outermost).map(JavaClass::getName).forEach(names::add);
        return names;
    }

    static JavaClass outermost(JavaClass inner) {
        return inner.getEnclosingClass().map(Tree::outermost).orElse(inner);
    }

    static boolean dependsOn(JavaClass subject, Predicate<JavaClass> target) {
        return subject.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .anyMatch(target);
    }

    static boolean dependsOnPackage(JavaClass subject, String... prefixes) {
        return dependsOn(subject, target -> Stream.of(prefixes).anyMatch(target.getPackageName()::startsWith));
    }
}
