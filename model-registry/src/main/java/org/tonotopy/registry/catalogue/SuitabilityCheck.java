package org.tonotopy.registry.catalogue;

import static org.tonotopy.registry.catalogue.ModelCatalogue.ADAPTRANS;
import static org.tonotopy.registry.catalogue.ModelCatalogue.FREQUENCY_NORMALISATION;
import static org.tonotopy.registry.catalogue.ModelCatalogue.IC_ADAPTATION;
import static org.tonotopy.registry.catalogue.ModelCatalogue.PREFILTER;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.ResponseKind;

/** Checks of a complete specification that compare its numbers with each other and with the data. */
final class SuitabilityCheck {
    /** With both moments of the step rule and the copies between native memory and Java, half a gigabyte. */
    private static final long MOST_PARAMETERS = 10_000_000;
    /** The bound of the worker's ridge regression, which holds two matrices of the square of it. */
    private static final int MOST_WEIGHTS_OF_RIDGE = 6000;
    /** Time constants of adaptation, 500 - 105 log10(f) ms, are above 0 below it. */
    private static final double HIGHEST_ADAPTING_HZ = Math.pow(10, 500.0 / 105);

    private static final int NUMBERS_PER_GAUSSIAN = 5;

    private final Specification model;
    private final Specification training;
    private final DatasetShape shape;
    private final List<SpecificationProblem> problems = new ArrayList<>();

    private SuitabilityCheck(FitSpecification fit, DatasetShape shape) {
        this.model = fit.model();
        this.training = fit.training();
        this.shape = shape;
    }

    static List<SpecificationProblem> problems(FitSpecification fit, DatasetShape shape) {
        SuitabilityCheck check = new SuitabilityCheck(fit, shape);
        check.checkModel();
        if (check.problems.isEmpty()) {
            check.checkSize();
        }
        if (fit.training().kind().equals(TrainingCatalogue.RIDGE)) {
            check.checkRidge();
        } else {
            check.checkGradient();
        }
        return check.problems;
    }

    private void checkModel() {
        checkPrefilter();
        for (String window : List.of("delay_bins", "window_bins", "leak_bins", ModelCatalogue.CONTRAST_BINS)) {
            requireAtMost(window, shape.shortestStimulusBins(), "bins", "it is longer than the shortest stimulus");
        }
        if (model.has("stride_bands")) {
            requireAtMost(
                    "stride_bands",
                    model.whole("kernel_bands"),
                    "bands",
                    "it is above kernel_bands, so that no position sees the bands in between");
        }
        requireAtMost(
                "kernel_bands",
                shape.bands(),
                "bands",
                "the kernel is wider than the dataset's " + shape.bands() + " bands");
        checkKernel();
        checkConvolutions();
    }

    private void checkConvolutions() {
        if (!model.kind().equals(ModelCatalogue.CNN2D)) {
            return;
        }
        int layers = model.whole("layers");
        requireAtMost(
                "kernel_bands",
                (shape.bands() - 1) / layers + 1,
                "bands",
                layers + " convolutions, each of which fits into the one below, leave none of the dataset's "
                        + shape.bands() + " bands");
        requireAtMost(
                "kernel_bins",
                (shape.shortestStimulusBins() - 1) / layers + 1,
                "bins",
                layers + " convolutions together see more bins than the shortest stimulus has");
    }

    private void checkKernel() {
        if (model.has("rank")) {
            requireAtMost(
                    "rank",
                    Math.min(model.whole("delay_bins"), bandsSeen()),
                    "products",
                    "a filter of " + bandsSeen() + " bands and " + model.whole("delay_bins")
                            + " bins has no higher rank");
        }
        if (model.has("gaussians")) {
            requireAtMost(
                    "gaussians",
                    model.whole("delay_bins") * shape.bands() / NUMBERS_PER_GAUSSIAN,
                    "Gaussians",
                    "at five numbers each they are more numbers than the filter has weights");
        }
    }

    private int bandsSeen() {
        return ParameterCount.channels(model) * shape.bands();
    }

    private void checkPrefilter() {
        String prefilter = model.choice(PREFILTER);
        if (prefilter.equals(FREQUENCY_NORMALISATION) && shape.bands() < 2) {
            add("model.prefilter", "a normalisation over one band leaves nothing of it", "Use none.");
        }
        if (prefilter.equals(IC_ADAPTATION) || prefilter.equals(ADAPTRANS)) {
            if (shape.centerFrequenciesHz().filter(List::isEmpty).isPresent()) {
                add(
                        "model.prefilter",
                        prefilter + " needs the centre frequency of every band, and the dataset does not have them",
                        "Use none, stp or frequency-normalisation, or upload the recording with center_freq_hz.");
            }
            highestFrequency()
                    .filter(hz -> hz >= HIGHEST_ADAPTING_HZ)
                    .ifPresent(hz -> add(
                            "model.prefilter",
                            String.format(
                                    Locale.ROOT,
                                    "%s has no time constant for a band at %.0f Hz, only below %.0f Hz",
                                    prefilter,
                                    hz,
                                    HIGHEST_ADAPTING_HZ),
                            "Use none, stp or frequency-normalisation."));
        }
    }

    private Optional<Double> highestFrequency() {
        return shape.centerFrequenciesHz().stream().flatMap(List::stream).max(Double::compare);
    }

    private void checkSize() {
        long parameters =
                ParameterCount.of(model, shape.bands(), shape.neurons().size());
        if (parameters > MOST_PARAMETERS) {
            add(
                    "model",
                    String.format(
                            Locale.ROOT,
                            "it has %,d parameters for this dataset, and a worker fits at most %,d",
                            parameters,
                            MOST_PARAMETERS),
                    "Make it smaller: fewer delays, units, channels or Gaussians.");
        }
    }

    private void checkRidge() {
        checkRidgeSize("training.kind");
        if (training.real("smallest_penalty") > training.real("largest_penalty")) {
            add("training.smallest_penalty", "it is above largest_penalty", "Exchange the two.");
        }
    }

    private void checkRidgeSize(String field) {
        int weights = model.whole("delay_bins") * shape.bands();
        if (weights > MOST_WEIGHTS_OF_RIDGE) {
            add(
                    field,
                    "ridge regression holds matrices of the square of delay_bins times bands, which is " + weights,
                    "Use " + MOST_WEIGHTS_OF_RIDGE / shape.bands() + " delay_bins or fewer, or gradient descent from"
                            + " random weights.");
        }
    }

    private void checkGradient() {
        if (training.choice(TrainingCatalogue.LOSS).equals(TrainingCatalogue.POISSON)
                && shape.responseKind().filter(ResponseKind.TRACE::equals).isPresent()) {
            add(
                    "training.loss",
                    "the responses are signed traces, and the Poisson loss is one of spike counts",
                    "Use the loss mse, and an output that can be negative, such as identity.");
        }
        if (training.choice(TrainingCatalogue.OPTIMISER).equals(TrainingCatalogue.ADAMW)
                && training.real("learning_rate") * training.real("weight_decay") >= 1) {
            add(
                    "training.weight_decay",
                    "with adamw it times learning_rate is taken off every parameter in every step, and that is all of"
                            + " it or more",
                    "Keep the product below 1.");
        }
        if (training.whole("warmup_epochs") > training.whole("max_epochs")) {
            add(
                    "training.warmup_epochs",
                    "the fit ends before the learning rate has risen",
                    "Use " + training.whole("max_epochs") + " epochs or fewer.");
        }
        if (training.choice(TrainingCatalogue.INITIALISATION).equals(TrainingCatalogue.RIDGE)) {
            checkRidgeSize("training.initialisation");
        }
    }

    private void requireAtMost(String name, int most, String unit, String problem) {
        if (model.has(name) && model.whole(name) > most) {
            add("model." + name, problem, "Use " + most + " " + unit + " or fewer.");
        }
    }

    private void add(String field, String problem, String remedy) {
        problems.add(new SpecificationProblem(field, problem, remedy));
    }
}
