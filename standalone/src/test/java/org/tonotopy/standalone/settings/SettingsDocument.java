package org.tonotopy.standalone.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of every setting, for people. */
final class SettingsDocument {
    private static final String HEAD = """
            # Every setting

            <!-- Made from the code: ./mvnw -pl standalone -am test -Dtest=SettingsDocumentTest -Dsettings.regenerate=true -Dsurefire.failIfNoSpecifiedTests=false -->

            Settings are variables of the environment, the same ones on a laptop, under compose and in a cluster. A system property or an argument of the same name works too
            (`-DTONOTOPY_WORKER_THREADS=2`). Times and sizes are a number with a unit: `15s`, `16MB` (1 MB is 1024 × 1024 bytes). A service whose settings cannot be used does not start, and
            says which one and what to write instead. Which values suit which machine is told in [operations.md](operations.md).
            """;

    private SettingsDocument() {}

    /** Writes the document. */
    static String of(List<Setting> api, List<Setting> worker) {
        Map<String, Setting> apiByName = byName(api);
        Map<String, Setting> workerByName = byName(worker);
        Map<String, Setting> shared = new LinkedHashMap<>(apiByName);
        shared.keySet().retainAll(workerByName.keySet());
        apiByName.keySet().removeAll(shared.keySet());
        workerByName.keySet().removeAll(shared.keySet());
        return HEAD
                + section(
                        "For the API and the workers",
                        "Give all processes of a lab the same. The migrations read the three of the database.",
                        shared)
                + section("For the API", "", apiByName)
                + section("For a worker", "", workerByName);
    }

    private static Map<String, Setting> byName(List<Setting> settings) {
        return settings.stream()
                .sorted((one, other) -> one.variable().compareTo(other.variable()))
                .collect(Collectors.toMap(
                        Setting::variable, setting -> setting, SettingsDocument::best, LinkedHashMap::new));
    }

    /** A variable may set two properties of a service: that of our own record says more. */
    private static Setting best(Setting one, Setting other) {
        return one.property().startsWith("tonotopy.") ? one : other;
    }

    private static String section(String title, String remark, Map<String, Setting> settings) {
        String rows = settings.values().stream().map(SettingsDocument::row).collect(Collectors.joining());
        return Stream.of("\n## " + title + "\n", remark.isEmpty() ? "" : remark + "\n", heading() + rows)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String heading() {
        return "| variable | default | value | meaning | property |\n|---|---|---|---|---|\n";
    }

    private static String row(Setting setting) {
        String fallback = setting.required()
                ? "**required**"
                : setting.fallback().isEmpty() ? "empty" : "`" + setting.fallback() + "`";
        return "| `" + setting.variable() + "` | " + fallback + " | " + setting.form() + " | " + setting.meaning()
                + " | `" + setting.property() + "` |\n";
    }
}
