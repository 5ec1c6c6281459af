package org.tonotopy.encoding;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls around and inside this module. */
@AnalyzeClasses(packages = "org.tonotopy", importOptions = ImportOption.DoNotIncludeTests.class)
class EncodingArchitectureTest {

    /** The module that draws, whose classes are beside these. */
    private static final String FIGURES = "org.tonotopy.figure";

    @ArchTest
    static final ArchRule computesAndDoesNothingElse = noClasses()
            .that()
            .resideInAPackage("org.tonotopy.encoding..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "jakarta..", "java.sql..", "javax.sql..", "java.net..", "org.hibernate..")
            .because("models, metrics and recordings are pure computation");

    @ArchTest
    static final ArchRule staysInItsPackages = classes()
            .that()
            .resideInAPackage("org.tonotopy..")
            .and()
            .resideOutsideOfPackage(FIGURES)
            .should()
            .resideInAPackage("org.tonotopy.encoding..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.tonotopy.encoding.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule recordingsAndScoresKnowNoModel = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.tonotopy.encoding.npz..",
                    "org.tonotopy.encoding.recording..",
                    "org.tonotopy.encoding.response..",
                    "org.tonotopy.encoding.metric..",
                    "org.tonotopy.encoding.comparison..",
                    "org.tonotopy.encoding.report..",
                    "org.tonotopy.encoding.simulation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.tonotopy.encoding.network..",
                    "org.tonotopy.encoding.fitting..",
                    "org.nd4j..",
                    "org.deeplearning4j..")
            .because("predictions made elsewhere are scored by the same code");
}
