package org.tonotopy.api.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.tonotopy.api.dataset.DatasetFigureResponse;
import org.tonotopy.api.dataset.DatasetReportResponse;
import org.tonotopy.api.dataset.DatasetReportService;
import org.tonotopy.registry.report.DatasetFigureKind;

/** A validation report in words. */
final class ReportWords {
    /** More names than these are a count. */
    private static final int MOST_NAMES = 8;

    private final DatasetReportResponse report;

    ReportWords(DatasetReportResponse report) {
        this.report = report;
    }

    /**
     * All of it.
     *
     * @param all its pictures
     * @param rows the parts of its tables that are shown
     */
    DatasetView.Report view(DatasetReportService.Pictures all, DatasetRows rows) {
        TablePart stimuli = rows.stimuli(report.stimuli().size());
        TablePart neurons = rows.neurons(report.neurons().size());
        List<DatasetFigureResponse> figures = all.shown();
        return new DatasetView.Report(
                alignment(),
                leftOut(),
                report.notices().stream()
                        .map(notice -> new DatasetView.Point(notice.what(), notice.where(), notice.remedy()))
                        .toList(),
                duplicates(),
                figures.stream()
                        .filter(figure -> figure.subject().isEmpty())
                        .map(ReportWords::picture)
                        .toList(),
                groups(figures),
                withheld(all.withheld()),
                stimuli,
                stimuli.of(report.stimuli()).stream().map(ReportWords::row).toList(),
                neurons,
                neurons.of(report.neurons()).stream().map(ReportWords::row).toList());
    }

    private static String withheld(int pictures) {
        return pictures == 0
                ? ""
                : count(pictures, "picture") + (pictures == 1 ? " is" : " are")
                        + " withheld: a benchmark hides the responses to its test stimuli from everybody but admins, and they"
                        + " can be seen there.";
    }

    private DatasetView.Alignment alignment() {
        return report.alignment()
                .map(alignment -> new DatasetView.Alignment(
                        switch (alignment.verdict()) {
                            case ALIGNED -> "Aligned";
                            case SUSPICIOUS -> "Suspicious";
                            case UNDECIDED -> "Undecided";
                        },
                        alignment.verdict() == DatasetReportResponse.Verdict.SUSPICIOUS,
                        alignment.words(),
                        alignment.remedy().orElse("")))
                .orElse(new DatasetView.Alignment(
                        "Not looked at",
                        false,
                        "The dataset was accepted before responses were compared with their sounds.",
                        "Upload the recording under another name to have it looked at."));
    }

    private List<String> leftOut() {
        List<String> lines = new ArrayList<>();
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        report.leftOut()
                .forEach(neuron -> byReason.computeIfAbsent(neuron.why(), first -> new ArrayList<>())
                        .add(neuron.name()));
        byReason.forEach((why, names) ->
                lines.add("Of mean scores, " + count(names.size(), "neuron") + " (" + some(names) + "). " + why));
        List<String> unheard = report.stimuli().stream()
                .filter(stimulus -> stimulus.neuronsRecorded() == 0)
                .map(DatasetReportResponse.Stimulus::name)
                .toList();
        if (!unheard.isEmpty()) {
            lines.add("Of everything, " + count(unheard.size(), "stimulus", "stimuli") + " (" + some(unheard)
                    + "). No response to it was recorded.");
        }
        long withoutCeiling = report.neurons().stream()
                .filter(neuron -> neuron.ccMax().value().isEmpty())
                .count();
        if (withoutCeiling > 0) {
            lines.add("Of the histogram of ceilings, " + count((int) withoutCeiling, "neuron")
                    + ": the table of neurons says why.");
        }
        return lines;
    }

    private List<String> duplicates() {
        List<String> lines = new ArrayList<>();
        report.duplicateStimuli()
                .forEach(group -> lines.add("The same sound, bit for bit: stimuli "
                        + names(group, index -> report.stimuli().get(index).name()) + "."));
        report.duplicateNeurons()
                .forEach(group -> lines.add("The same responses in every bin: neurons "
                        + names(group, index -> report.neurons().get(index).name()) + "."));
        return lines;
    }

    private static String names(List<Integer> group, IntFunction<String> name) {
        return some(group.stream()
                .map(index -> index + " (" + name.apply(index) + ")")
                .toList());
    }

    private static String some(List<String> names) {
        String listed = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? listed : listed + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private static String count(int number, String one) {
        return count(number, one, one + "s");
    }

    private static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    private List<DatasetView.PictureGroup> groups(List<DatasetFigureResponse> figures) {
        return List.of(
                        group(
                                figures,
                                DatasetFigureKind.STIMULUS,
                                "Sounds, and what all neurons did",
                                report.stimuli().size() + " stimuli, the first ones",
                                "The cochleagram above the mean response of all neurons."),
                        group(
                                figures,
                                DatasetFigureKind.NEURON,
                                "Neurons, repeat by repeat",
                                report.neurons().size() + " neurons, those with the highest signal power",
                                "Each on the stimulus that it has most repeats of: the repeats above their mean. Grey was not"
                                        + " recorded."))
                .stream()
                .filter(group -> !group.pictures().isEmpty())
                .toList();
    }

    private static DatasetView.PictureGroup group(
            List<DatasetFigureResponse> figures, DatasetFigureKind kind, String title, String all, String words) {
        List<DatasetView.Picture> pictures = figures.stream()
                .filter(figure -> figure.kind() == kind)
                .map(ReportWords::picture)
                .toList();
        return new DatasetView.PictureGroup(title + " (" + pictures.size() + " of " + all + ")", words, pictures);
    }

    private static DatasetView.Picture picture(DatasetFigureResponse figure) {
        String of = figure.subject()
                .map(index -> index + ", " + figure.name().orElse(""))
                .orElse("");
        String label = switch (figure.kind()) {
            case CEILINGS -> "Noise ceilings";
            case ALIGNMENT -> "Responses against the sound level, by lag";
            case STIMULUS -> "Stimulus " + of;
            case NEURON -> "Neuron " + of;
        };
        return new DatasetView.Picture(label, figure.png(), figure.svg(), figure.csv());
    }

    private static DatasetView.Stimulus row(DatasetReportResponse.Stimulus stimulus) {
        return new DatasetView.Stimulus(
                stimulus.index(),
                stimulus.name(),
                stimulus.kind().orElse(PageNumbers.UNDEFINED),
                PageNumbers.plain(stimulus.durationMs()) + " ms",
                String.valueOf(stimulus.neuronsRecorded()),
                range(stimulus.leastRepeats(), stimulus.mostRepeats()));
    }

    private static DatasetView.Neuron row(DatasetReportResponse.Neuron neuron) {
        return new DatasetView.Neuron(
                neuron.index(),
                neuron.name(),
                PageNumbers.measure(neuron.meanRateHz(), "Hz"),
                share(neuron.recordedShare()),
                PageNumbers.measure(neuron.signalPower().value(), "1"),
                PageNumbers.measure(neuron.noisePower().value(), "1"),
                PageNumbers.measure(neuron.snr().flatMap(DatasetReportResponse.Number::value), "1"),
                PageNumbers.score(neuron.ccMax().value()),
                neuron.ccMax().undefined().orElse(""));
    }

    /** A share that is not whole never reads as whole. */
    static String share(double share) {
        if (share == 0 || share == 1) {
            return share == 0 ? "0 %" : "100 %";
        }
        return String.format(Locale.ROOT, "%.1f %%", Math.max(0.1, Math.min(99.9, 100 * share)));
    }

    static String range(int least, int most) {
        return least == most ? String.valueOf(least) : least + " to " + most;
    }
}
