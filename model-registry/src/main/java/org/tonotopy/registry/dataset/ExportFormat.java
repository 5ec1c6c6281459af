package org.tonotopy.registry.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;

/** Form of a file in which a recording can be had. */
public enum ExportFormat {
    /** NPZ arrays, with JSON metadata beside them. */
    @JsonProperty("npz")
    NPZ("npz"),
    /** One HDF5 file with the metadata in it. */
    @JsonProperty("hdf5")
    HDF5("h5");

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /** Its name in requests, such as {@code hdf5}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The end of a file's name, without a dot. */
    public String extension() {
        return extension;
    }

    /** The dataset's recording where it lies in this form already: as it was uploaded, or as an importer made it. */
    public Optional<CanonicalFile> of(Dataset dataset) {
        RecordingFormat uploaded = dataset.form().format();
        return switch (this) {
            case NPZ ->
                uploaded == RecordingFormat.NPZ
                        ? Optional.of(new CanonicalFile(dataset.recording(), dataset.metadata()))
                        : dataset.imported();
            case HDF5 ->
                uploaded == RecordingFormat.HDF5
                        ? Optional.of(new CanonicalFile(dataset.recording(), dataset.metadata()))
                        : Optional.empty();
        };
    }

    /** The format of a name. */
    public static Optional<ExportFormat> of(String key) {
        for (ExportFormat format : values()) {
            if (format.key().equals(key)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
