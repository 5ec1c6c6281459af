package org.tonotopy.api.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A model's card as Markdown. What people wrote is escaped, so that it stays text. */
final class ModelCardText {
    private static final String MARKS = "\\`*_[]<>|~&";

    private final StringBuilder text = new StringBuilder();

    private ModelCardText() {}

    static String of(ModelCardResponse card) {
        ModelCardText text = new ModelCardText();
        text.line("# " + plain(card.model().reference()));
        text.line("");
        text.line(card.architecture().meaning().map(ModelCardText::plain).orElseGet(() -> other(card)));
        text.labels(card.model());
        text.model(card);
        text.data(card.data());
        text.scores(card);
        text.origin(card);
        text.citation(card);
        return text.text.toString();
    }

    private static String other(ModelCardResponse card) {
        return card.model().ensembleOf().isEmpty()
                ? "A model that was fitted elsewhere; its predictions were scored here."
                : "The mean of the predictions of "
                        + plain(String.join(", ", card.model().ensembleOf())) + ".";
    }

    private void labels(ModelResponse model) {
        List<String> aliases = model.aliases().stream()
                .filter(alias -> alias.version() == model.version())
                .map(ModelResponse.Alias::alias)
                .toList();
        if (aliases.isEmpty() && model.tags().isEmpty() && model.note().isEmpty()) {
            return;
        }
        line("");
        if (!aliases.isEmpty()) {
            fact("Aliases", String.join(", ", aliases));
        }
        if (!model.tags().isEmpty()) {
            fact("Tags", String.join(", ", model.tags()));
        }
        model.note().ifPresent(note -> fact("Note", note));
    }

    private void model(ModelCardResponse card) {
        ModelResponse model = card.model();
        heading("Model");
        fact("Kind", card.architecture().kind());
        card.architecture().source().ifPresent(source -> fact("Source", source));
        fact("Parameters", model.parameterCount().map(String::valueOf).orElse("not known"));
        fact("Networks", String.valueOf(model.networks()));
        model.seed().ifPresent(seed -> fact("Seed", String.valueOf(seed)));
        settings(card.architecture().settings());
        heading("Training");
        fact(
                "Way",
                card.trained().kind()
                        + card.trained()
                                .meaning()
                                .map(meaning -> ": " + meaning)
                                .orElse(""));
        model.fit().ifPresent(fit -> {
            fact("Epochs", fit.epochs() + ", of which " + fit.bestEpoch() + " was kept");
            fact("Stopped", fit.stopReason());
        });
        model.fitSeconds().ifPresent(seconds -> fact("Wall time", String.format(Locale.ROOT, "%.1f s", seconds)));
        settings(card.trained().settings());
    }

    private void settings(List<ModelCardResponse.Setting> settings) {
        if (settings.isEmpty()) {
            return;
        }
        table("setting", "value", "meaning");
        settings.forEach(setting -> row(
                setting.name(),
                String.valueOf(setting.value()),
                setting.meaning().orElse("")));
    }

    private void data(ModelCardResponse.Data data) {
        heading("Data");
        fact("Dataset", data.dataset() + ", SHA-256 " + data.sha256());
        fact("License", data.license().or(data::licenseNote).orElse(""));
        data.citations().forEach(citation -> fact("Cite", citation));
        data.sources().forEach(source -> fact("Source", source));
        fact("Benchmark", data.benchmark() + ", " + data.stimuli() + " stimuli");
        fact("Neurons", String.valueOf(data.neurons()));
        if (data.hiddenTest()) {
            fact("Test responses", "hidden");
        }
    }

    private void scores(ModelCardResponse card) {
        heading("Scores");
        line(
                "On the test stimuli, over neurons. Intervals are 95 % bootstrap intervals over neurons of all seeds of this"
                        + " model together.");
        table("metric", "mean", "median", "neurons", "left out", "mean over seeds", "interval");
        card.scores()
                .forEach(score -> row(
                        score.metric(),
                        number(score.mean()),
                        number(score.median()),
                        String.valueOf(score.counted()),
                        String.valueOf(score.leftOut()),
                        score.board().map(board -> number(board.mean())).orElse("not on the board"),
                        score.board()
                                .map(board -> number(board.meanLow()) + " to " + number(board.meanHigh()) + ", "
                                        + board.counted() + " neurons")
                                .orElse("")));
        card.model().boardNote().ifPresent(note -> {
            line("");
            line(plain(note));
        });
    }

    private void origin(ModelCardResponse card) {
        ModelResponse.Origin origin = card.model().provenance();
        heading("Provenance");
        fact("Code", origin.codeVersion() + (origin.codeDirty() ? ", with uncommitted changes" : ""));
        fact("Java", origin.java());
        fact("Operating system", origin.operatingSystem());
        fact("Processor", origin.processor());
        fact("Computed by", origin.backend());
        fact("Threads", String.valueOf(origin.threads()));
        card.model().weights().ifPresent(weights -> fact("Weights", "SHA-256 " + weights.sha256()));
        ModelCardResponse.Reproduced again = card.reproductions();
        fact(
                "Made again",
                again.equalBitForBit() + " times equal bit for bit, " + again.equalWithinTolerance()
                        + " times equal within tolerance, " + again.different() + " times different");
    }

    private void citation(ModelCardResponse card) {
        heading("How to cite");
        line(opening(card.citation()));
        if (!card.citeToo().isEmpty()) {
            line("");
            card.citeToo().forEach(other -> line("- " + opening(other)));
        }
    }

    private static String number(Optional<Double> value) {
        return value.map(known -> String.format(Locale.ROOT, "%.4f", known)).orElse("undefined");
    }

    private void heading(String words) {
        line("");
        line("## " + words);
        line("");
    }

    private void fact(String name, String value) {
        line("- " + name + ": " + plain(value));
    }

    private void table(String... columns) {
        line("");
        row(columns);
        line("|" + "---|".repeat(columns.length));
    }

    private void row(String... cells) {
        line(List.of(cells).stream().map(ModelCardText::plain).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** The same where a line, or an element of a list, begins with it: no heading, list or rule begins there. */
    private static String opening(String words) {
        return plain(words).replaceFirst("^([#+=-])", "\\\\$1").replaceFirst("^(\\d+)([.)])", "$1\\\\$2");
    }

    /** Text that Markdown shows as it is, on one line. */
    private static String plain(String words) {
        StringBuilder plain = new StringBuilder();
        for (char letter : words.replaceAll("\\s+", " ").strip().toCharArray()) {
            if (MARKS.indexOf(letter) >= 0) {
                plain.append('\\');
            }
            plain.append(letter);
        }
        return plain.toString();
    }
}
