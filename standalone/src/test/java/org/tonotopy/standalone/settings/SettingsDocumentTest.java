package org.tonotopy.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checked-in table is what the code says; {@code -Dsettings.regenerate=true} writes it anew. */
class SettingsDocumentTest {
    private static final Path CHECKED_IN = Path.of("../docs/settings.md");

    private final SettingMeanings meanings = SettingMeanings.read();
    private final List<Setting> api = ServiceSettings.of("api-service", meanings);
    private final List<Setting> worker = ServiceSettings.of("training-worker", meanings);

    @Test
    void theCheckedInTableIsWhatTheCodeSays() throws IOException {
        String said = SettingsDocument.of(api, worker);
        if (Boolean.getBoolean("settings.regenerate")) {
            Files.writeString(CHECKED_IN, said);
        }
        assertThat(Files.readString(CHECKED_IN))
                .as("docs/settings.md; to write it anew, run this test with -Dsettings.regenerate=true")
                .isEqualTo(said);
    }

    @Test
    void everySettingHasAMeaning() {
        assertThat(Stream.concat(api.stream(), worker.stream()))
                .allSatisfy(setting ->
                        assertThat(setting.meaning()).as(setting.property()).isNotBlank());
    }

    @Test
    void everyPropertyOfARecordCanBeSet() {
        Set<String> set = new HashSet<>();
        Stream.concat(api.stream(), worker.stream()).map(Setting::property).forEach(set::add);
        assertThat(meanings.own()).hasSizeGreaterThan(25).isSubsetOf(set);
    }

    @Test
    void bothServicesGiveASharedSettingTheSameDefault() {
        assertThat(api)
                .allSatisfy(setting -> worker.stream()
                        .filter(other -> other.variable().equals(setting.variable()))
                        .forEach(other -> assertThat(other.fallback())
                                .as(setting.variable())
                                .isEqualTo(setting.fallback())));
    }
}
