package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A model as its page shows it: every value is a text already.
 *
 * @param reference name and version
 * @param kind of model
 * @param hasWeights whether its weights are here, so that it can be asked and downloaded
 * @param benchmark that it was fitted for
 * @param facts of model and fit, name and value
 * @param scores on the test stimuli
 * @param curve of the fit; empty for a solution in closed form
 * @param prediction what is chosen to be looked at; empty where nothing was kept
 * @param neuronsPart which neurons the table has
 * @param neurons one row each
 * @param populations figures of all neurons, newest first
 * @param features by kind
 * @param jobs about the model that are not over
 * @param form what can be asked for
 * @param others models of the same dataset, to compare with
 */
record ModelView(
        String reference,
        String kind,
        boolean hasWeights,
        String benchmark,
        List<Fact> facts,
        List<Score> scores,
        Optional<Curve> curve,
        Optional<Prediction> prediction,
        TablePart neuronsPart,
        List<Neuron> neurons,
        List<Population> populations,
        List<FeatureGroup> features,
        List<FeatureJob> jobs,
        List<FeatureForm> form,
        List<String> others) {
    /**
     * A metric over neurons.
     *
     * @param metric its name
     * @param mean over neurons
     * @param median over neurons
     * @param neurons that count, and that are left out
     */
    record Score(String metric, String mean, String median, String neurons) {}

    /**
     * A learning curve, drawn.
     *
     * @param points of the validation score, as an SVG polyline has them
     * @param bestX where the best epoch is
     * @param bestY its score
     * @param low smallest score in the drawing
     * @param high largest score in the drawing
     * @param epochs last epoch
     * @param words what it says, for those who do not see it
     */
    record Curve(String points, String bestX, String bestY, String low, String high, int epochs, String words) {}

    /**
     * What is chosen to be looked at of the predictions.
     *
     * @param neurons to choose from; none where they are too many for a list
     * @param lastNeuron the highest index
     * @param neuron that is chosen
     * @param stimuli to choose from
     * @param stimulus that is chosen
     * @param label what the figure shows
     * @param facts of the neuron, over all test stimuli
     * @param hidden why the prediction stands alone; empty where it does not
     */
    record Prediction(
            List<FormOption> neurons,
            int lastNeuron,
            String neuron,
            List<FormOption> stimuli,
            String stimulus,
            String label,
            List<Fact> facts,
            Optional<String> hidden) {}

    /**
     * A neuron.
     *
     * @param index in the dataset
     * @param name in the dataset
     * @param ccNorm normalised correlation on the test stimuli
     * @param cc correlation on the test stimuli
     * @param bestFrequency of its newest complete feature
     * @param latency of that
     * @param horizon within which 90 % of that lie
     * @param source kind of that feature
     */
    record Neuron(
            int index,
            String name,
            String ccNorm,
            String cc,
            String bestFrequency,
            String latency,
            String horizon,
            String source) {}

    /**
     * A figure of all neurons.
     *
     * @param title what it shows
     * @param path of the figure without the end of its name
     */
    record Population(String title, String path) {}

    /**
     * The newest features of one kind.
     *
     * @param kind key
     * @param title name
     * @param meaning in a sentence
     * @param features one for each neuron, hidden unit or population
     */
    record FeatureGroup(String kind, String title, String meaning, List<FeatureLine> features) {}

    /**
     * A feature.
     *
     * @param id identity
     * @param label whose it is
     * @param path of the feature in the API
     * @param drawn whether there is a figure
     * @param reason why it is not complete; empty where it is
     * @param sound what is to be known before listening; empty where there is nothing to hear
     * @param facts its numbers
     */
    record FeatureLine(
            UUID id,
            String label,
            String path,
            boolean drawn,
            Optional<String> reason,
            Optional<String> sound,
            List<Fact> facts) {}

    /**
     * A kind of feature that can be asked for.
     *
     * @param kind key
     * @param title name
     * @param meaning in a sentence
     * @param settings its fields, as HTML
     */
    record FeatureForm(String kind, String title, String meaning, String settings) {}

    /**
     * A job about the model that is not over.
     *
     * @param id identity
     * @param label what it makes
     * @param state in words
     * @param done neurons that are finished
     * @param total neurons asked for; 0 where that is not known
     */
    record FeatureJob(UUID id, String label, String state, int done, int total) {}
}
