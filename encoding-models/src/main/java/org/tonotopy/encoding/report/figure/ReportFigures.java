package org.tonotopy.encoding.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.report.NeuronSummary;
import org.tonotopy.encoding.report.RecordingReport;
import org.tonotopy.encoding.report.figure.FigureSubject.Kind;

/**
 * The pictures of a report: one for all ceilings, one of the alignment where it could be looked at, the first
 * {@value #MOST_STIMULI} stimuli, and the {@value #MOST_NEURONS} neurons with the highest signal power. What is drawn is
 * bounded, so that a recording of a thousand neurons takes no longer than one of fifty.
 */
public final class ReportFigures {
    private static final int MOST_STIMULI = 12;
    private static final int MOST_NEURONS = 24;

    private final Recording recording;
    private final RecordingReport report;

    /**
     * @param recording what the report is about
     * @param report of the same recording
     */
    public ReportFigures(Recording recording, RecordingReport report) {
        this.recording = recording;
        this.report = report;
    }

    /** What is drawn, in the order in which people read it. */
    public List<FigureSubject> subjects() {
        List<FigureSubject> subjects = new ArrayList<>();
        subjects.add(FigureSubject.of(Kind.CEILINGS));
        if (!report.alignment().curve().isEmpty()) {
            subjects.add(FigureSubject.of(Kind.ALIGNMENT));
        }
        for (int stimulus = 0;
                stimulus < Math.min(MOST_STIMULI, report.stimuli().size());
                stimulus++) {
            subjects.add(FigureSubject.of(Kind.STIMULUS, stimulus));
        }
        report.neurons().stream()
                .filter(neuron -> neuron.stimuliRecorded() > 0)
                .sorted(Comparator.comparingDouble(ReportFigures::signalPower).reversed())
                .limit(MOST_NEURONS)
                .forEach(neuron -> subjects.add(FigureSubject.of(Kind.NEURON, neuron.index())));
        return subjects;
    }

    /** Neurons without one come last; the sort keeps the order of those that are equal. */
    private static double signalPower(NeuronSummary neuron) {
        return neuron.signalPower().value().orElse(Double.NEGATIVE_INFINITY);
    }

    /** Draws one of them; several threads may draw at once. */
    public ReportFigure draw(FigureSubject subject) {
        return switch (subject.kind()) {
            case CEILINGS -> CeilingPanel.of(report.neurons());
            case ALIGNMENT -> AlignmentPanel.of(report.alignment());
            case STIMULUS -> StimulusPanel.of(recording, subject.index().orElseThrow());
            case NEURON -> NeuronPanel.of(recording, subject.index().orElseThrow());
        };
    }
}
