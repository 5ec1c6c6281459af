package org.tonotopy.encoding.deeplearning4j;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.tonotopy.encoding.network.NetworkShape;

/** An encoding network as a Deeplearning4j network with one layer: parameters, step rule and their state. */
public final class EncodingModel {

    private final MultiLayerNetwork network;
    private final EncodingLayer layer;
    private final AdamW updater;

    /**
     * Wraps a network.
     *
     * @param specification the network's specification as JSON text
     * @param shape the data that it is for
     * @param parameters its parameters, copied
     * @param decay of every parameter
     */
    public EncodingModel(String specification, NetworkShape shape, float[] parameters, ParameterDecay decay) {
        NativeThreads.keepToOne();
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                // Unused, for the network draws its own weights; the default would be the time of day.
                .seed(0)
                // The losses are means already.
                .miniBatch(false)
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .list()
                .layer(new EncodingLayerConfiguration(specification, shape, parameters.length, new AdamW(0), decay))
                .build();
        this.network = new MultiLayerNetwork(configuration);
        network.init();
        network.initGradientsView();
        this.layer = (EncodingLayer) network.getLayer(0);
        this.updater = (AdamW) layer.layerConf().getIUpdater();
        setParameters(parameters);
    }

    /** The network to Deeplearning4j. */
    public MultiLayerNetwork network() {
        return network;
    }

    /** A copy of the parameters. */
    public float[] parameters() {
        return FloatVectors.copyOf(network.params());
    }

    /** Overwrites the parameters. */
    public void setParameters(float[] parameters) {
        requireLength(parameters, network.params());
        FloatVectors.write(parameters, network.params());
    }

    /** A copy of the step rule's state. */
    public float[] updaterState() {
        return FloatVectors.copyOf(network.getUpdater().getStateViewArray());
    }

    /** Number of steps taken, which the step rule corrects its moments by. */
    public int steps() {
        return network.getIterationCount();
    }

    /** Goes back to the state of an earlier model of the same network. */
    public void restoreUpdater(float[] state, int steps) {
        INDArray view = network.getUpdater().getStateViewArray();
        requireLength(state, view);
        FloatVectors.write(state, view);
        network.setIterationCount(steps);
    }

    /**
     * Takes one step down the gradient of a batch.
     *
     * @param batch the loss and its gradient
     * @param learningRate step size
     * @param clipNorm longest Euclidean norm that the gradient may have; 0 leaves it as it is
     * @return the loss before the step; where it or the gradient is not finite, no step was taken and the loss is not
     *     finite
     */
    public double step(BatchObjective batch, double learningRate, double clipNorm) {
        layer.present(batch, clipNorm);
        layer.backpropGradient(null, LayerWorkspaceMgr.noWorkspaces());
        double loss = layer.score();
        if (!Double.isFinite(loss)) {
            return loss;
        }
        updater.setLearningRate(learningRate);
        Gradient gradient = new DefaultGradient(network.getFlattenedGradients());
        gradient.setGradientFor("0_" + FlatParameters.KEY, layer.getGradientsViewArray());
        network.getUpdater()
                .update(
                        layer,
                        gradient,
                        network.getIterationCount(),
                        network.getEpochCount(),
                        1,
                        LayerWorkspaceMgr.noWorkspaces());
        network.params()
                .subi(network.getFlattenedGradients().reshape(network.params().shape()));
        network.setIterationCount(network.getIterationCount() + 1);
        return loss;
    }

    private static void requireLength(float[] values, INDArray view) {
        if (values.length != view.length()) {
            throw new IllegalArgumentException(
                    "The network has " + view.length() + " values here, not " + values.length);
        }
    }
}
