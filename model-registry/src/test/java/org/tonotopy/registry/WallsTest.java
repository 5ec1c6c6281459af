package org.tonotopy.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.tonotopy.registry", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule knowsNoOtherModuleButTheMigrations = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.tonotopy.encoding..",
                    "org.tonotopy.worker..",
                    "org.tonotopy.api..",
                    "org.tonotopy.standalone..",
                    "org.tonotopy.postgres..",
                    "org.tonotopy.s3..",
                    "org.nd4j..",
                    "org.deeplearning4j..");

    @ArchTest
    static final ArchRule knowsNothingOfHttp = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.springframework.http..");

    @ArchTest
    static final ArchRule featuresFormNoCycle =
            slices().matching("org.tonotopy.registry.(*)..").should().beFreeOfCycles();
}
