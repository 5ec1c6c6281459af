package org.tonotopy.encoding.fitting;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tonotopy.encoding.deeplearning4j.EncodingModel;
import org.tonotopy.encoding.deeplearning4j.InvalidModelException;
import org.tonotopy.encoding.deeplearning4j.ModelArchive;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checkpoints as files: the model's zip with the step rule's state, the best weights so far, and the learning curve. A
 * checkpoint names the request that it belongs to, because it can go on with no other.
 */
final class FitStateArchive {

    private static final String BEST = "best-parameters.bin";
    private static final String PROGRESS = "progress.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private FitStateArchive() {}

    /**
     * What is kept as JSON. Records print all their components, so equal text is equal settings.
     *
     * @param backends null: kept before they were named
     */
    private record Progress(
            String request,
            int steps,
            List<EpochRecord> curve,
            double lastFiniteLoss,
            @Nullable List<String> backends) {
        Progress {
            curve = List.copyOf(curve);
            backends = backends == null ? null : List.copyOf(backends);
        }
    }

    static void write(FitState state, FitRequest request, EncodingModel model, OutputStream destination)
            throws IOException {
        Map<String, byte[]> more = new LinkedHashMap<>();
        more.put(FittedModel.DESCRIPTION, FittedModel.describe(request.description(), request.inputScaling()));
        more.put(
                PROGRESS,
                JSON.writeValueAsBytes(new Progress(
                        identity(request), state.steps(), state.curve(), state.lastFiniteLoss(), state.backends())));
        more.put(BEST, bytes(state.bestParameters()));
        ModelArchive.write(model, true, more, destination);
    }

    /** Reads a checkpoint; one that does not say what computed it was computed by what kept it. */
    static FitState read(InputStream source, String keptBy, FitRequest request) throws IOException {
        ModelArchive archive = ModelArchive.read(
                source,
                Set.of(
                        ModelArchive.CONFIGURATION,
                        ModelArchive.PARAMETERS,
                        ModelArchive.UPDATER_STATE,
                        FittedModel.DESCRIPTION,
                        PROGRESS,
                        BEST));
        Progress progress = progress(archive.bytes(PROGRESS));
        if (!progress.request().equals(identity(request))) {
            throw new InvalidModelException("The checkpoint belongs to another fit (" + progress.request()
                    + "); go on with the request that it was made by");
        }
        int count = request.spec().layout(request.shape()).size();
        return new FitState(
                archive.floats(ModelArchive.PARAMETERS, count),
                archive.floats(ModelArchive.UPDATER_STATE, 2L * count),
                progress.steps(),
                floats(archive.bytes(BEST), count),
                progress.curve(),
                progress.lastFiniteLoss(),
                Objects.requireNonNullElseGet(progress.backends(), () -> List.of(keptBy)));
    }

    private static Progress progress(byte[] json) throws InvalidModelException {
        try {
            return JSON.readValue(json, Progress.class);
        } catch (JacksonException unreadable) {
            throw new InvalidModelException(PROGRESS + " is damaged; go on from an earlier checkpoint", unreadable);
        }
    }

    private static String identity(FitRequest request) {
        return request.spec() + " " + request.shape() + " " + request.recipe() + " seed " + request.seed();
    }

    private static byte[] bytes(float[] values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(values.length * Float.BYTES);
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            for (float value : values) {
                data.writeFloat(value);
            }
        }
        return bytes.toByteArray();
    }

    private static float[] floats(byte[] bytes, int count) throws InvalidModelException {
        if (bytes.length != count * Float.BYTES) {
            throw new InvalidModelException(BEST + " is cut short; go on from an earlier checkpoint");
        }
        float[] values = new float[count];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }
}
