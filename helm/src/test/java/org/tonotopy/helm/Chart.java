package org.tonotopy.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The chart, rendered by Helm itself. */
final class Chart {
    private static final Path FOLDER = Path.of("tonotopy");

    /** What Helm is to think that it talks to. */
    private static final String CLUSTER = "1.33.0";

    private Chart() {}

    /** What Helm makes of a choice of values. */
    static List<Manifest> render(Choice choice) {
        return Manifest.all(new Helm(FOLDER)
                .template()
                .withName("lab")
                .withNamespace("science")
                .withKubeVersion(CLUSTER)
                .withValuesFile(choice.file())
                .call());
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
