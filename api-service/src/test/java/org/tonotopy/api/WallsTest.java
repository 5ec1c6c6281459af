package org.tonotopy.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "org.tonotopy.api", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule neverComputes = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.tonotopy.encoding..",
                    "org.tonotopy.worker..",
                    "org.tonotopy.standalone..",
                    "org.tonotopy.postgres..",
                    "org.nd4j..",
                    "org.deeplearning4j..");

    @ArchTest
    static final ArchRule featuresFormNoCycle =
            slices().matching("org.tonotopy.api.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule entitiesDoNotCrossHttp = fields().that()
            .areDeclaredInClassesThat()
            .areRecords()
            .and()
            .areDeclaredInClassesThat()
            .haveNameMatching(".*(Response|Summary)(\\$.*)?")
            .should()
            .notHaveRawType(describe("an entity", type -> type.isAnnotatedWith(Entity.class)));

    /** What was sent from outside is data: no objects are made from it, no programs run, and no XML with entities is read. */
    @ArchTest
    static final ArchRule nothingFromOutsideBecomesCode = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.ObjectInputStream|java\\.lang\\.ProcessBuilder|java\\.lang\\.Runtime"
                    + "|java\\.beans\\.XMLDecoder|javax\\.script\\..*|javax\\.naming\\..*"
                    + "|org\\.springframework\\.expression\\..*"
                    + "|javax\\.xml\\.(parsers|stream|transform|validation|bind)\\..*|org\\.xml\\.sax\\..*");

    @ArchTest
    static final ArchRule controllersAreNotPublic =
            classes().that().areAnnotatedWith(RestController.class).should().notBePublic();
}
