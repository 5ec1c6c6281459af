package org.tonotopy.encoding.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.array.ArrayFile;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ElementReader;
import org.tonotopy.encoding.hdf5.Hdf5File;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.encoding.recording.Finding.Code;

/**
 * Reads sounds that come without responses: {@code spectrogram} of the canonical form of a recording, as
 * {@code docs/recording-format.md} has it, or {@code [bands, bins]} for a single one, with {@code n_bins} where the file has it. Other
 * arrays may be there; {@code dt_ms} and {@code center_freq_hz} then have to say what the caller says.
 */
public final class CochleagramFile {
    /** Centres may have been through single precision, or through a text with few digits. */
    private static final double SAME_CENTRE = 1e-3;

    private final ArrayFile file;
    private final Bands expected;
    private final FindingLog log = new FindingLog();
    private final CanonicalArrays arrays;

    private CochleagramFile(ArrayFile file, Bands expected, ReadingLimits limits) throws RecordingRejectedException {
        this.file = file;
        this.expected = expected;
        RecordingMetadata metadata = RecordingMetadata.parse("{\"dt_ms\": " + expected.dtMs() + "}", limits);
        this.arrays = new CanonicalArrays(file, metadata, limits, log);
    }

    /**
     * What the cochleagrams have to be like.
     *
     * @param dtMs width of a time bin in milliseconds
     * @param count number of bands
     * @param centerFrequenciesHz centre of each band in Hz, ascending; empty where it is not known
     */
    public record Bands(double dtMs, int count, List<Double> centerFrequenciesHz) {
        /** Copies the list. */
        public Bands {
            centerFrequenciesHz = List.copyOf(centerFrequenciesHz);
        }
    }

    /**
     * Reads the sounds of an NPZ file. Memory is bounded by {@code limits} and by what the file really holds.
     *
     * @return sounds named {@code stimulus 0} and so on
     * @throws RecordingRejectedException where the file is damaged or holds no such sounds
     * @throws IOException where the file cannot be opened
     */
    public static List<Stimulus> readNpz(Path npz, Bands expected, ReadingLimits limits)
            throws IOException, RecordingRejectedException {
        try (NpzArchive archive = NpzArchive.open(npz, limits.file())) {
            return new CochleagramFile(archive, expected, limits).read();
        } catch (ArrayFileRefusedException refused) {
            throw new RecordingRejectedException(List.of(RefusedArrays.finding(refused)));
        }
    }

    /** See {@link #readNpz}, of an HDF5 file. */
    public static List<Stimulus> readHdf5(Path hdf5, Bands expected, ReadingLimits limits)
            throws IOException, RecordingRejectedException {
        try (Hdf5File file = Hdf5File.open(hdf5, limits.file(), Hdf5RecordingReader.METADATA)) {
            return new CochleagramFile(file, expected, limits).read();
        } catch (ArrayFileRefusedException refused) {
            throw new RecordingRejectedException(List.of(RefusedArrays.finding(refused)));
        }
    }

    private List<Stimulus> read() throws IOException, RecordingRejectedException {
        CanonicalArrays.Sounds sounds = arrays.checkSounds(expected.count());
        arrays.checkTimeStep(expected.dtMs(), "the model hears bins of");
        checkCentres();
        Optional<int[]> bins = arrays.integers(CanonicalArrays.BINS, 1, sounds.bins(), sounds.stimuli());
        log.rejectIfWrong();
        List<Stimulus> stimuli;
        try (ElementReader elements = file.elements(CanonicalArrays.SPECTROGRAM)) {
            stimuli = new CochleagramReader(log).read(elements, sounds, bins, List.of());
        }
        log.rejectIfWrong();
        return stimuli;
    }

    private void checkCentres() throws IOException {
        double[] centres =
                arrays.numbers(CanonicalArrays.FREQUENCIES, expected.count()).orElse(new double[0]);
        for (int band = 0;
                band < centres.length && !expected.centerFrequenciesHz().isEmpty();
                band++) {
            double known = expected.centerFrequenciesHz().get(band);
            if (!(Math.abs(centres[band] - known) <= SAME_CENTRE * known)) {
                log.error(
                        Code.FREQUENCIES_NOT_INCREASING,
                        CanonicalArrays.FREQUENCIES + "[" + band + "]",
                        "It is " + centres[band] + " Hz, but band " + band + " of the model lies at " + known + " Hz.",
                        "Make the cochleagram with the bands of the model's dataset, from low to high.");
                return;
            }
        }
    }
}
