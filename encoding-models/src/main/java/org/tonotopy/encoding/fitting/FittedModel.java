package org.tonotopy.encoding.fitting;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.tonotopy.encoding.deeplearning4j.EncodingModel;
import org.tonotopy.encoding.deeplearning4j.InvalidModelException;
import org.tonotopy.encoding.deeplearning4j.ModelArchive;
import org.tonotopy.encoding.deeplearning4j.ModelDescription;
import org.tonotopy.encoding.deeplearning4j.ParameterDecay;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.response.InputScaling;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A fitted network: what it is, its weights, and the scaling of its input. Immutable. */
public final class FittedModel {

    static final String DESCRIPTION = "tonotopy.json";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ModelDescription description;
    private final InputScaling inputScaling;
    private final float[] parameters;

    FittedModel(ModelDescription description, InputScaling inputScaling, float[] parameters) {
        this.description = description;
        this.inputScaling = inputScaling;
        this.parameters = parameters;
    }

    /** The network. */
    public NetworkSpec spec() {
        return description.network();
    }

    /** The data that it is for. */
    public NetworkShape shape() {
        return description.shape();
    }

    /** What a cochleagram is scaled by before the network sees it. */
    public InputScaling inputScaling() {
        return inputScaling;
    }

    /** A copy of its weights, laid out as {@code spec().layout(shape())} says. */
    public float[] parameters() {
        return parameters.clone();
    }

    /** Number of weights. */
    public int parameterCount() {
        return parameters.length;
    }

    /**
     * The model, ready to compute; for one thread at a time.
     *
     * @param backend what computes
     * @param threads threads that it may use; predictions do not depend on their number
     */
    public Predictor predictor(NetworkBackend backend, int threads) {
        return new Predictor(backend.network(spec(), shape(), threads), parameters, inputScaling);
    }

    /**
     * Writes the model as a zip that Deeplearning4j's {@code ModelSerializer} reads too, with what the network is and its
     * input scaling in an entry {@code tonotopy.json}. Equal models give equal bytes.
     *
     * @param destination left open
     * @throws IOException where the destination fails
     */
    public void writeTo(OutputStream destination) throws IOException {
        EncodingModel model = new EncodingModel(description.toJson(), shape(), parameters, new ParameterDecay.None());
        ModelArchive.write(model, false, Map.of(DESCRIPTION, describe()), destination);
    }

    /** What the network is, the data that it is for, and its input scaling, as JSON. */
    byte[] describe() {
        return describe(description, inputScaling);
    }

    /**
     * Reads what {@link #writeTo} wrote. The file is taken for numbers and JSON and nothing else.
     *
     * @param source left open
     * @throws InvalidModelException where the file is no whole model
     * @throws IOException where the source fails
     */
    public static FittedModel read(InputStream source) throws IOException {
        ModelArchive archive =
                ModelArchive.read(source, Set.of(ModelArchive.CONFIGURATION, ModelArchive.PARAMETERS, DESCRIPTION));
        byte[] json = archive.bytes(DESCRIPTION);
        ModelDescription description = description(json);
        int count = description.network().layout(description.shape()).size();
        return new FittedModel(description, scaling(json), archive.floats(ModelArchive.PARAMETERS, count));
    }

    static byte[] describe(ModelDescription description, InputScaling scaling) {
        ObjectNode document = (ObjectNode) JSON.readTree(description.toJson());
        document.putObject("input_scaling").put("mean", scaling.mean()).put("deviation", scaling.deviation());
        return JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
    }

    private static ModelDescription description(byte[] json) throws InvalidModelException {
        ObjectNode document = document(json);
        document.remove("input_scaling");
        return ModelDescription.parse(JSON.writeValueAsString(document));
    }

    private static InputScaling scaling(byte[] json) throws InvalidModelException {
        try {
            return JSON.treeToValue(document(json).required("input_scaling"), InputScaling.class);
        } catch (JacksonException | IllegalArgumentException unreadable) {
            throw new InvalidModelException("The model file lacks a usable input_scaling; save it again", unreadable);
        }
    }

    private static ObjectNode document(byte[] json) throws InvalidModelException {
        try {
            if (JSON.readTree(json) instanceof ObjectNode document) {
                return document;
            }
        } catch (JacksonException unreadable) {
            throw new InvalidModelException(DESCRIPTION + " is not JSON; save the model again", unreadable);
        }
        throw new InvalidModelException(DESCRIPTION + " is not a JSON object; save the model again");
    }
}
