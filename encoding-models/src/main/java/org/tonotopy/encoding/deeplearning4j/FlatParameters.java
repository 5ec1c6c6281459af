package org.tonotopy.encoding.deeplearning4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An encoding network's parameters are one vector to Deeplearning4j; the network knows what lies where in it. */
final class FlatParameters implements ParamInitializer {

    static final String KEY = "W";

    @Override
    public long numParams(NeuralNetConfiguration configuration) {
        return numParams(configuration.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return ((EncodingLayerConfiguration) layer).getParameterCount();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return List.of(KEY);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of(KEY);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return KEY.equals(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return false;
    }

    /** Leaves the values as they are: the network draws its own, from its own seed. */
    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration configuration, INDArray view, boolean initialise) {
        configuration.addVariable(KEY);
        return views(view);
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration configuration, INDArray view) {
        return views(view);
    }

    private static Map<String, INDArray> views(INDArray view) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        views.put(KEY, view.reshape(view.length()));
        return views;
    }
}
