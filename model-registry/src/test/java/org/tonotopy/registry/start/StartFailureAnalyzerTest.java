package org.tonotopy.registry.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.StandardEnvironment;

class StartFailureAnalyzerTest {
    private final StartFailureAnalyzer analyzer = new StartFailureAnalyzer(new StandardEnvironment());

    @ParameterizedTest
    @CsvSource({
        "08001, Connection to db:5432 refused",
        "28P01, password authentication failed",
        "3D000, database \"lab\" does not exist",
        "53300, too many clients already",
        "53100, could not extend file: No space left on device"
    })
    void aDatabaseThatCannotBeUsedIsSaidSo(String state, String message) {
        assertThat(sentence(new SQLException(message, state)))
                .contains("The database that TONOTOPY_DATABASE_URL names cannot be used: " + message);
    }

    @Test
    void whatElseADatabaseSaysIsLeftToOthers() {
        assertThat(sentence(new SQLException("relation \"job\" does not exist", "42P01")))
                .isEmpty();
    }

    @Test
    void aMachineThatLacksSomethingIsSaidSo() {
        assertThat(sentence(new UnfitMachineException("Text cannot be drawn"))).contains("Text cannot be drawn");
    }

    private Optional<String> sentence(Exception cause) {
        return Optional.ofNullable(analyzer.analyze(new IllegalStateException("not started", cause)))
                .map(FailureAnalysis::getDescription);
    }
}
