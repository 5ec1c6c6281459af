package org.tonotopy.encoding.importing.nems;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code NAME.SIGNAL.json} says about a signal.
 *
 * @param form how its samples are kept
 * @param rateHz samples in a second
 * @param channels the names of its channels, all different; empty where it gives none
 * @param normalised whether NEMS has scaled its samples
 * @param bank what its metadata call the filters that made it
 */
record SignalDescription(Form form, double rateHz, List<String> channels, boolean normalised, Optional<String> bank) {

    private static final double MOST_HZ = 1e6;

    /** How samples are kept. */
    enum Form {
        /** A table of samples by channels, in CSV. */
        RASTER,
        /** Times of events of each channel, in HDF5. */
        EVENTS,
        /** Samples of each epoch, in HDF5. */
        TILES
    }

    SignalDescription {
        channels = List.copyOf(channels);
    }

    /**
     * Reads the description of a signal.
     *
     * @param signal of which some file is there
     * @throws RecordingRejectedException where there is none, or it cannot be used
     */
    static SignalDescription read(SignalFiles recording, String signal, ReadingLimits limits)
            throws IOException, RecordingRejectedException {
        String key = signal + ".json";
        ArchiveEntry entry = recording
                .file(key)
                .orElseThrow(() -> rejection(
                        Code.MISSING_FILE,
                        recording.where(key),
                        "The signal has files, but not this one, which says what they hold.",
                        "Save the whole recording again."));
        return new Reading(recording.where(entry), json(recording, entry, limits)).read(limits);
    }

    /** A JSON object in a file; NEMS lets NaN stand in it. */
    static JsonNode json(SignalFiles recording, ArchiveEntry entry, ReadingLimits limits)
            throws IOException, RecordingRejectedException {
        byte[] bytes = recording.bytes(entry, limits.maxMetadataCharacters());
        try {
            JsonNode root = mapper(limits).readTree(bytes);
            if (root.isObject()) {
                return root;
            }
        } catch (JacksonException malformed) {
            // Falls through: bytes that are not UTF-8 end up here, too.
        }
        throw rejection(
                Code.UNREADABLE_METADATA,
                recording.where(entry),
                "It is not a JSON object in UTF-8.",
                "Save the recording again.");
    }

    private static JsonMapper mapper(ReadingLimits limits) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(50)
                                .maxDocumentLength(limits.maxMetadataCharacters())
                                .build())
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .build())
                .build();
    }

    private static RecordingRejectedException rejection(Code code, String where, String what, String remedy) {
        return new RecordingRejectedException(List.of(Finding.error(code, where, what, remedy)));
    }

    /** One description on its way. */
    private record Reading(String where, JsonNode root) {

        SignalDescription read(ReadingLimits limits) throws RecordingRejectedException {
            requireOnePiece();
            JsonNode normalization = root.path("normalization");
            return new SignalDescription(
                    form(),
                    rate(),
                    channels(Math.max(limits.maxNeurons(), limits.maxBands())),
                    normalization.isString() && !normalization.stringValue().equalsIgnoreCase("none"),
                    bank());
        }

        private Form form() throws RecordingRejectedException {
            // What NEMS writes is Python's name of the class, and in old files nothing.
            String type = root.path("signal_type").isString()
                    ? root.path("signal_type").stringValue()
                    : "RasterizedSignal";
            if (type.contains("RasterizedSignal")) {
                return Form.RASTER;
            }
            if (type.contains("PointProcess")) {
                return Form.EVENTS;
            }
            if (type.contains("TiledSignal")) {
                return Form.TILES;
            }
            throw rejection(
                    Code.UNSUPPORTED_FORMAT,
                    where,
                    "Its signal_type is neither RasterizedSignal nor PointProcess nor TiledSignal.",
                    "Rasterize the signal, and save the recording again.");
        }

        private double rate() throws RecordingRejectedException {
            JsonNode rate = root.path("fs");
            if (!rate.isNumber() || !(rate.doubleValue() > 0) || rate.doubleValue() > MOST_HZ) {
                throw rejection(
                        Code.BAD_TIME_STEP,
                        where,
                        "Its fs is missing, or is not a positive number up to " + MOST_HZ + ".",
                        "Give the number of samples in a second.");
            }
            return rate.doubleValue();
        }

        private List<String> channels(int most) throws RecordingRejectedException {
            JsonNode names = root.path("chans");
            if (names.isMissingNode() || names.isNull()) {
                return List.of();
            }
            List<String> channels = new ArrayList<>();
            for (JsonNode name : names) {
                if (!names.isArray() || !name.isString() || channels.size() == most) {
                    throw rejection(
                            Code.UNREADABLE_METADATA,
                            where,
                            "Its chans are not a list of at most " + most + " names.",
                            "Name every channel.");
                }
                channels.add(name.stringValue());
            }
            if (new HashSet<>(channels).size() < channels.size()) {
                throw rejection(
                        Code.DUPLICATE_NAME,
                        where,
                        "Two of its channels have one name.",
                        "Give every channel a name of its own.");
            }
            return channels;
        }

        /** Times in epochs would lie elsewhere in a signal that was put together of pieces. */
        private void requireOnePiece() throws RecordingRejectedException {
            if (root.path("segments").size() > 1) {
                throw rejection(
                        Code.UNSUPPORTED_FORMAT,
                        where,
                        "The signal is put together of " + root.path("segments").size()
                                + " segments of a longer one, so that its epochs do not say where in it they are.",
                        "Save the recording before parts of it are selected.");
            }
        }

        private Optional<String> bank() {
            JsonNode bank = root.path("meta").path("stimfmt");
            return bank.isString() ? Optional.of(bank.stringValue()) : Optional.empty();
        }
    }
}
