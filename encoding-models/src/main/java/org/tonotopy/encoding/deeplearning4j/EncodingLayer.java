package org.tonotopy.encoding.deeplearning4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.vector.VectorBackend;

/**
 * The computation behind {@link EncodingLayerConfiguration}. Inference takes arrays of (clip, bin, band) and gives (clip,
 * bin, neuron). Training takes no arrays: clips of one batch may differ in length and their targets have gaps, so the
 * batch comes as a {@link BatchObjective} that was presented before the backward pass.
 */
public final class EncodingLayer extends BaseLayer<EncodingLayerConfiguration> implements IOutputLayer {

    private static final long serialVersionUID = 1L;

    private final float[] parameterCopy;
    private final float[] gradientCopy;
    private transient @Nullable BatchObjective objective;
    private transient @Nullable Network network;
    private double clipNorm;

    EncodingLayer(NeuralNetConfiguration configuration, DataType dataType) {
        super(configuration, dataType);
        int count = Math.toIntExact(layerConf().getParameterCount());
        this.parameterCopy = new float[count];
        this.gradientCopy = new float[count];
    }

    /**
     * Sets the batch of the backward passes from now on.
     *
     * @param batch the loss and its gradient
     * @param longest Euclidean norm that the gradient may have; 0 leaves it as it is
     */
    void present(BatchObjective batch, double longest) {
        this.objective = batch;
        this.clipNorm = longest;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        if (input == null || input.rank() != 3 || input.size(2) != layerConf().getNIn()) {
            throw new IllegalArgumentException("An encoding layer takes an array of (clip, bin, band) with "
                    + layerConf().getNIn() + " bands");
        }
        int count = Math.toIntExact(input.size(0));
        int bins = Math.toIntExact(input.size(1));
        List<Clip> clips = new ArrayList<>();
        for (int clip = 0; clip < count; clip++) {
            clips.add(new Clip(
                    bins,
                    FloatVectors.copyOf(input.slice(clip).castTo(DataType.FLOAT).dup('c'))));
        }
        List<float[]> responses = network()
                .forward(FloatVectors.copyOf(params()), clips, Dropout.NONE)
                .responses();
        INDArray result = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS,
                DataType.FLOAT,
                new long[] {count, bins, layerConf().getNOut()},
                'c');
        for (int clip = 0; clip < count; clip++) {
            FloatVectors.write(responses.get(clip), result.slice(clip));
        }
        return result;
    }

    private Network network() {
        if (network == null) {
            try {
                ModelDescription description =
                        ModelDescription.parse(layerConf().getSpecification());
                network = new VectorBackend().network(description.network(), description.shape(), 1);
            } catch (InvalidModelException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
        return network;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(@Nullable INDArray epsilon, LayerWorkspaceMgr workspaces) {
        FloatVectors.read(params(), parameterCopy);
        score = presented().valueAndGradient(parameterCopy, gradientCopy);
        double norm = norm(gradientCopy);
        if (!Double.isFinite(norm)) {
            score = Double.NaN;
        } else if (clipNorm > 0 && norm > clipNorm) {
            scale(gradientCopy, (float) (clipNorm / norm));
        }
        INDArray view = gradientsFlattened.reshape(gradientsFlattened.length());
        FloatVectors.write(gradientCopy, view);
        Gradient result = new DefaultGradient(gradientsFlattened);
        result.setGradientFor(FlatParameters.KEY, view);
        // There is no layer below to hand a gradient to.
        return new Pair<>(result, Nd4j.empty(dataType));
    }

    private static double norm(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    private static void scale(float[] vector, float factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    private BatchObjective presented() {
        if (objective == null) {
            throw new IllegalStateException("Present a batch before the backward pass");
        }
        return objective;
    }

    @Override
    public boolean needsLabels() {
        return false;
    }

    @Override
    public void setLabels(INDArray labels) {
        throw arraysDoNotTrain();
    }

    @Override
    public @Nullable INDArray getLabels() {
        return null;
    }

    @Override
    public double computeScore(double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
        return score + regularisation;
    }

    @Override
    public INDArray computeScoreForExamples(double regularisation, LayerWorkspaceMgr workspaces) {
        throw arraysDoNotTrain();
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public boolean hasBias() {
        return false;
    }

    @Override
    public double f1Score(DataSet data) {
        throw notAClassifier();
    }

    @Override
    public double f1Score(INDArray examples, INDArray labels) {
        throw notAClassifier();
    }

    @Override
    public int numLabels() {
        return Math.toIntExact(layerConf().getNOut());
    }

    @Override
    public int[] predict(INDArray examples) {
        throw notAClassifier();
    }

    @Override
    public List<String> predict(DataSet data) {
        throw notAClassifier();
    }

    @Override
    public void fit(DataSetIterator iterator) {
        throw arraysDoNotTrain();
    }

    @Override
    public void fit(INDArray examples, INDArray labels) {
        throw arraysDoNotTrain();
    }

    @Override
    public void fit(DataSet data) {
        throw arraysDoNotTrain();
    }

    @Override
    public void fit(INDArray examples, int[] labels) {
        throw notAClassifier();
    }

    private static UnsupportedOperationException arraysDoNotTrain() {
        return new UnsupportedOperationException("An encoding layer is trained by a batch objective, not by arrays");
    }

    private static UnsupportedOperationException notAClassifier() {
        return new UnsupportedOperationException("An encoding layer predicts rates, not classes");
    }
}
