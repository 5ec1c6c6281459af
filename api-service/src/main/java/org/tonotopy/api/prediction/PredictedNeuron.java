package org.tonotopy.api.prediction;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.figure.BandImage;
import org.tonotopy.figure.Course;
import org.tonotopy.figure.Figure;
import org.tonotopy.figure.PredictedResponse;
import org.tonotopy.figure.Style;
import org.tonotopy.registry.benchmark.Smoothing;

/**
 * What a model predicts of a neuron while a test stimulus is heard.
 *
 * @param model name and version
 * @param benchmark name and version
 * @param neuron which
 * @param stimulus which
 * @param course the stretch of the stimulus
 * @param stimulusBins length of the whole stimulus in bins
 * @param smoothing of every repeat
 * @param cc correlation with the PSTH over all test stimuli; empty where it is undefined
 * @param ccNorm the same over what can be reached
 * @param prediction a value for each bin, per bin and without the smoothing's gain
 * @param measured empty where the responses are hidden from whoever asks
 * @param centresHz centre of each band
 * @param sound time-major, bins times bands, in decibels
 */
record PredictedNeuron(
        String model,
        String benchmark,
        Named neuron,
        Named stimulus,
        Course course,
        int stimulusBins,
        Smoothing smoothing,
        Optional<Double> cc,
        Optional<Double> ccNorm,
        double[] prediction,
        Optional<Measured> measured,
        List<Double> centresHz,
        double[] sound) {
    /**
     * A neuron or a stimulus.
     *
     * @param index in the dataset
     * @param name in the dataset
     */
    record Named(int index, String name) {
        private String inWords(String what) {
            return what + " " + index + ", " + Style.name(name);
        }
    }

    /**
     * What was recorded.
     *
     * @param psth mean of the smoothed repeats, per bin and without the smoothing's gain; NaN where none was recorded
     * @param repeats as recorded, NaN where nothing was
     */
    record Measured(double[] psth, List<double[]> repeats) {}

    Figure figure() {
        int bands = centresHz.size();
        String title = neuron.inWords("neuron") + ": " + stimulus.inWords("stimulus")
                + (course.bins() == stimulusBins
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " (%.4g to %.4g s of %.4g s)",
                                course.begin(0) / 1000,
                                course.begin(course.bins()) / 1000,
                                stimulusBins * course.dtMs() / 1000));
        return new PredictedResponse(
                        title,
                        course,
                        bands == 0
                                ? Optional.empty()
                                : Optional.of(BandImage.ofSound(
                                        centresHz, course.bins(), (bin, band) -> sound[bin * bands + band])),
                        measured.filter(recorded -> !recorded.repeats().isEmpty())
                                .map(recorded -> new PredictedResponse.Measured(
                                        recorded.repeats(), recorded.psth(), called(recorded.repeats()))),
                        prediction,
                        "prediction of " + Style.name(model) + scores())
                .figure();
    }

    private String called(List<double[]> repeats) {
        String mean = repeats.size() == 1 ? "the only repeat" : "mean of " + repeats.size() + " repeats";
        return smoothing.smooths(course.dtMs()) ? mean + ", Hanning 21 ms" : mean;
    }

    private String scores() {
        return cc.map(value -> String.format(Locale.ROOT, " (CC %.2f over all test stimuli)", value))
                .orElse("");
    }
}
