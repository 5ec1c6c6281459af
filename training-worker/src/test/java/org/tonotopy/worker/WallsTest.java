package org.tonotopy.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.tonotopy.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule knowsNeitherTheApiNorTheStandalone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tonotopy.api..", "org.tonotopy.standalone..", "org.tonotopy.postgres..");

    @ArchTest
    static final ArchRule servesNothingOverHttp = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.springframework.http..");

    @ArchTest
    static final ArchRule leavesTheEngineToTheEncodingModels =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.nd4j..", "org.deeplearning4j..");

    @ArchTest
    static final ArchRule featuresFormNoCycle =
            slices().matching("org.tonotopy.worker.(*)..").should().beFreeOfCycles();
}
