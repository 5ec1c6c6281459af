package org.tonotopy.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the folders of the project. This module is the one that sees them all. */
@AnalyzeClasses(packages = "org.tonotopy", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleWallsTest {
    private static final String FIGURES = "org.tonotopy.figure..";
    private static final String ENCODING = "org.tonotopy.encoding..";
    private static final String MIGRATIONS = "org.tonotopy.migrations..";
    private static final String POSTGRES = "org.tonotopy.postgres..";
    private static final String REGISTRY = "org.tonotopy.registry..";
    private static final String WORKER = "org.tonotopy.worker..";
    private static final String API = "org.tonotopy.api..";
    private static final String STANDALONE = "org.tonotopy.standalone..";
    private static final String CLIENT = "org.tonotopy.client..";
    private static final String DEMO = "org.tonotopy.standalone.demo..";

    @ArchTest
    static final ArchRule figuresAreDrawnOfPlainNumbers = noClasses()
            .that()
            .resideInAPackage(FIGURES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.nd4j..",
                    "org.deeplearning4j..",
                    ENCODING,
                    MIGRATIONS,
                    POSTGRES,
                    REGISTRY,
                    WORKER,
                    API,
                    STANDALONE);

    @ArchTest
    static final ArchRule encodingModelsIsPureComputation = noClasses()
            .that()
            .resideInAPackage(ENCODING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "jakarta..",
                    "java.sql..",
                    "javax.sql..",
                    "java.net..",
                    MIGRATIONS,
                    POSTGRES,
                    REGISTRY,
                    WORKER,
                    API,
                    STANDALONE);

    @ArchTest
    static final ArchRule migrationsKnowNothingButTheDatabase = noClasses()
            .that()
            .resideInAPackage(MIGRATIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", ENCODING, POSTGRES, REGISTRY, WORKER, API, STANDALONE);

    @ArchTest
    static final ArchRule embeddedPostgresStandsAlone = noClasses()
            .that()
            .resideInAPackage(POSTGRES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", ENCODING, MIGRATIONS, REGISTRY, WORKER, API, STANDALONE);

    @ArchTest
    static final ArchRule theRegistryIsBelowTheServices = noClasses()
            .that()
            .resideInAPackage(REGISTRY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", ENCODING, POSTGRES, WORKER, API, STANDALONE);

    @ArchTest
    static final ArchRule theApiNeverComputes = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", ENCODING, POSTGRES, WORKER, STANDALONE);

    @ArchTest
    static final ArchRule workersKnowNoApi = noClasses()
            .that()
            .resideInAPackage(WORKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(POSTGRES, API, STANDALONE);

    @ArchTest
    static final ArchRule theClientKnowsTheApiByItsDocument = noClasses()
            .that()
            .resideInAPackage(CLIENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "java.sql..",
                    "javax.sql..",
                    MIGRATIONS,
                    POSTGRES,
                    REGISTRY,
                    WORKER,
                    API,
                    STANDALONE);

    @ArchTest
    static final ArchRule theDemoIsAnOrdinaryHttpClient = noClasses()
            .that()
            .resideInAPackage(DEMO)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "java.sql..",
                    "javax.sql..",
                    ENCODING,
                    MIGRATIONS,
                    POSTGRES,
                    REGISTRY,
                    WORKER,
                    API);

    @ArchTest
    static final ArchRule classesAreNamedForWhatTheyAre = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl)")
            .because("such a name says nothing about what is inside");
}
