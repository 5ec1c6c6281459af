package org.tonotopy.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The chart, rendered by Helm itself. */
final class Chart {
    private static final Path FOLDER = Path.of("tonotopy");

    /** What Helm is to think that it talks to. */
    private static final String CLUSTER = "1.33.0";

    /** The annotation of a hook in what is rendered. */
    static final String HOOK = "was.helm.sh/hook";

    private static final Path WITH_HOOKS = withHooks();

    private Chart() {}

    /** What Helm makes of a choice of values, hooks among it. */
    static List<Manifest> render(Choice choice) {
        return Manifest.all(new Helm(WITH_HOOKS)
                .template()
                .withName("lab")
                .withNamespace("science")
                .withKubeVersion(CLUSTER)
                .withValuesFile(choice.file())
                .call());
    }

    /** A copy whose hooks are objects like all others: Helm shows no hooks. */
    private static Path withHooks() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            Path copy = Files.createTempDirectory("chart-").resolve("tonotopy");
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(FOLDER.relativize(file).toString());
                Files.createDirectories(target.resolveSibling("."));
                Files.writeString(target, Files.readString(file).replace("helm.sh/hook:", HOOK + ":"));
            }
            return copy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * What Helm makes of single values.
     *
     * @param settings each as {@code key=value}
     */
    static String render(String... settings) {
        var template = new Helm(FOLDER)
                .template()
                .withName("lab")
                .withNamespace("science")
                .withKubeVersion(CLUSTER);
        Arrays.stream(settings)
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> template.set(setting[0], setting[1]));
        return template.call();
    }

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }
}
