package org.tonotopy.encoding.deeplearning4j;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.tonotopy.encoding.network.AdapTrans;
import org.tonotopy.encoding.network.ContrastGain;
import org.tonotopy.encoding.network.ConvolutionalEncoder;
import org.tonotopy.encoding.network.ConvolutionalNetwork;
import org.tonotopy.encoding.network.DenseEncoder;
import org.tonotopy.encoding.network.DynamicNetwork;
import org.tonotopy.encoding.network.Encoder;
import org.tonotopy.encoding.network.FilterKernel;
import org.tonotopy.encoding.network.FrequencyNormalisation;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.GaussianKernel;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.MidbrainAdaptation;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.Prefilter;
import org.tonotopy.encoding.network.Prefiltered;
import org.tonotopy.encoding.network.ReceptiveFieldNetwork;
import org.tonotopy.encoding.network.SeparableKernel;
import org.tonotopy.encoding.network.ShortTermDepression;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.Transformer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a stored network is, as JSON: {@code {"network": {"kind": "ln", "delay_bins": 40, "kernel": {"kind":
 * "full"}, "output": "SOFTPLUS2"}, "shape": {"bands": 34, "neurons": 119}}}.
 *
 * @param network the network
 * @param shape the data that it is for
 */
public record ModelDescription(NetworkSpec network, NetworkShape shape) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .addMixIn(NetworkSpec.class, NetworkKinds.class)
            .addMixIn(Encoder.class, EncoderKinds.class)
            .addMixIn(FilterKernel.class, KernelKinds.class)
            .addMixIn(Prefilter.class, PrefilterKinds.class)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Linear.class, name = "linear"),
        @JsonSubTypes.Type(value = LinearNonlinear.class, name = "ln"),
        @JsonSubTypes.Type(value = ContrastGain.class, name = "contrast_gain"),
        @JsonSubTypes.Type(value = ReceptiveFieldNetwork.class, name = "nrf"),
        @JsonSubTypes.Type(value = DynamicNetwork.class, name = "dnet"),
        @JsonSubTypes.Type(value = ConvolutionalNetwork.class, name = "cnn2d"),
        @JsonSubTypes.Type(value = Transformer.class, name = "transformer"),
        @JsonSubTypes.Type(value = StateNet.class, name = "statenet"),
        @JsonSubTypes.Type(value = Prefiltered.class, name = "prefiltered")
    })
    private interface NetworkKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = LocallyConnectedEncoder.class, name = "locally_connected"),
        @JsonSubTypes.Type(value = ConvolutionalEncoder.class, name = "conv"),
        @JsonSubTypes.Type(value = DenseEncoder.class, name = "dense")
    })
    private interface EncoderKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = FullKernel.class, name = "full"),
        @JsonSubTypes.Type(value = SeparableKernel.class, name = "separable"),
        @JsonSubTypes.Type(value = GaussianKernel.class, name = "gaussian")
    })
    private interface KernelKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = MidbrainAdaptation.class, name = "ic_adaptation"),
        @JsonSubTypes.Type(value = AdapTrans.class, name = "adaptrans"),
        @JsonSubTypes.Type(value = ShortTermDepression.class, name = "stp"),
        @JsonSubTypes.Type(value = FrequencyNormalisation.class, name = "frequency_normalisation")
    })
    private interface PrefilterKinds {}

    /** The description as JSON text. */
    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /**
     * Reads what {@link #toJson} writes.
     *
     * @throws InvalidModelException where the text describes no network
     */
    public static ModelDescription parse(String json) throws InvalidModelException {
        try {
            ModelDescription description = JSON.readValue(json, ModelDescription.class);
            description.network().layout(description.shape());
            return description;
        } catch (JacksonException | IllegalArgumentException | ArithmeticException unreadable) {
            throw new InvalidModelException("The model file describes no network that is known here", unreadable);
        }
    }
}
