package org.tonotopy.encoding.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.array.ElementReader;
import org.tonotopy.encoding.recording.Finding.Code;

/** Reads the sounds one by one, from bands by bins in the file to bins by bands in memory. */
final class CochleagramReader {

    private final FindingLog log;

    CochleagramReader(FindingLog log) {
        this.log = log;
    }

    /**
     * @param elements {@code [stimuli, bands, bins]}
     * @param declaredBins the length of each stimulus, where the file says so; otherwise bins at the end in which every
     *     band is NaN are padding
     */
    List<Stimulus> read(
            ElementReader elements,
            CanonicalArrays.Sounds axes,
            Optional<int[]> declaredBins,
            List<RecordingMetadata.DescribedStimulus> described)
            throws IOException {
        List<Stimulus> stimuli = new ArrayList<>();
        double[] row = new double[axes.bins()];
        for (int index = 0; index < axes.stimuli(); index++) {
            float[] levels = new float[axes.bins() * axes.bands()];
            for (int band = 0; band < axes.bands(); band++) {
                elements.next(row);
                for (int bin = 0; bin < axes.bins(); bin++) {
                    levels[bin * axes.bands() + band] = (float) row[bin];
                }
            }
            int bins = declaredBins.isPresent() ? declaredBins.get()[index] : withoutPadding(levels, axes);
            String name = described.isEmpty()
                    ? "stimulus " + index
                    : described.get(index).name();
            Optional<String> kind = described.isEmpty()
                    ? Optional.empty()
                    : described.get(index).kind();
            if (bins == 0) {
                log.error(
                        Code.NO_STIMULI,
                        CanonicalArrays.SPECTROGRAM + "[" + index + "]",
                        "Stimulus " + name + " holds nothing but NaN.",
                        "Take the stimulus out, or save its sound.");
                bins = 1;
            } else {
                checkFinite(index, name, levels, bins, axes.bands());
            }
            float[] kept = Arrays.copyOf(levels, bins * axes.bands());
            stimuli.add(new Stimulus(name, kind, bins, axes.bands(), kept));
        }
        return stimuli;
    }

    private static int withoutPadding(float[] levels, CanonicalArrays.Sounds axes) {
        int end = levels.length;
        while (end > 0 && Float.isNaN(levels[end - 1])) {
            end--;
        }
        // A bin is padding only where all of its bands are NaN.
        return (end + axes.bands() - 1) / axes.bands();
    }

    private void checkFinite(int index, String name, float[] levels, int bins, int bands) {
        int wrong = 0;
        int first = -1;
        for (int i = 0; i < bins * bands; i++) {
            if (!Float.isFinite(levels[i])) {
                first = wrong++ == 0 ? i : first;
            }
        }
        if (wrong > 0) {
            log.error(
                    Code.NOT_FINITE_STIMULUS,
                    CanonicalArrays.SPECTROGRAM + "[" + index + ", " + first % bands + ", " + first / bands + "]",
                    "Stimulus " + name + " holds " + wrong + " levels that are NaN or infinite, the first in band "
                            + first % bands + " at bin " + first / bands + ".",
                    "Set a floor before taking the logarithm; NaN may only pad the end of a stimulus, in all bands.");
        }
    }
}
