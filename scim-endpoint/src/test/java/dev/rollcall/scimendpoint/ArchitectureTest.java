package dev.rollcall.scimendpoint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.rollcall.scimendpoint");

    @Test
    void featuresHaveNoCycles() {
        slices().matching("dev.rollcall.scimendpoint.(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    @Test
    void rulesArePure() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Rules")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "dev.rollcall.contract..",
                        "dev.rollcall.scim..",
                        "dev.rollcall.scimendpoint..")
                .check(OURS);
    }
}
