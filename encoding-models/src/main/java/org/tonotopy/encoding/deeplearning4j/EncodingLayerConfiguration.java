package org.tonotopy.encoding.deeplearning4j;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.tonotopy.encoding.network.NetworkShape;

/**
 * A whole encoding network as one Deeplearning4j layer: {@code nIn} bands to {@code nOut} neurons, arrays in the order
 * (clip, bin, band or neuron). Deeplearning4j writes it to a model's configuration as JSON.
 */
public final class EncodingLayerConfiguration extends FeedForwardLayer {

    private static final long serialVersionUID = 1L;

    /** The network's specification as JSON text. */
    @JsonProperty
    private String specification;

    @JsonProperty
    private long parameterCount;

    /** For Deeplearning4j, which sets the fields from JSON. */
    @SuppressWarnings({"unused", "NullAway.Init"})
    private EncodingLayerConfiguration() {}

    /**
     * @param specification the network's specification as JSON text
     * @param shape the data that it is for
     * @param parameterCount length of its parameter vector
     * @param updater the step rule
     * @param decay of every parameter
     */
    EncodingLayerConfiguration(
            String specification, NetworkShape shape, long parameterCount, AdamW updater, ParameterDecay decay) {
        this.layerName = "encoding";
        this.nIn = shape.bands();
        this.nOut = shape.neurons();
        this.specification = specification;
        this.parameterCount = parameterCount;
        this.iUpdater = updater;
        this.regularization = decay.regularization();
        this.regularizationBias = regularization;
    }

    String getSpecification() {
        return specification;
    }

    long getParameterCount() {
        return parameterCount;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialise,
            DataType dataType) {
        EncodingLayer layer = new EncodingLayer(configuration, dataType);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(configuration, parameters, initialise));
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return new FlatParameters();
    }

    @Override
    public List<Regularization> getRegularizationByParam(String name) {
        return regularization;
    }

    @Override
    public InputType getOutputType(int index, InputType inputType) {
        return InputType.recurrent(nOut);
    }

    @Override
    public @Nullable InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return new LayerMemoryReport.Builder(layerName, EncodingLayer.class, inputType, getOutputType(0, inputType))
                .standardMemory(parameterCount, 2 * parameterCount)
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(0, 0)
                .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof EncodingLayerConfiguration
                && specification.equals(((EncodingLayerConfiguration) other).specification);
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof EncodingLayerConfiguration;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), specification);
    }
}
