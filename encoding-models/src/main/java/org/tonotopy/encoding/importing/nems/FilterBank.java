package org.tonotopy.encoding.importing.nems;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * What made the cochleagrams of an archive.
 *
 * @param centerFrequenciesHz centre of each band
 * @param linear whether it gives energies, of which published analyses take the logarithm first
 */
record FilterBank(List<Double> centerFrequenciesHz, boolean linear) {

    private static final Pattern OZGF = Pattern.compile("(?i)(^|[^a-z])ozgf([^a-z]|$)");
    private static final double OZGF_LOWEST_HZ = 200;
    private static final double OZGF_HIGHEST_HZ = 20_000;
    private static final Pattern FREQUENCY = Pattern.compile("(?i)(\\d{1,6}(?:\\.\\d{1,6})?)\\s*[_-]?(k?)hz");
    private static final double SOFTENING = 0.1;

    FilterBank {
        centerFrequenciesHz = List.copyOf(centerFrequenciesHz);
    }

    /**
     * The bank of an archive. Its frequencies are those of {@code center_freq_hz} in the lab's metadata; otherwise those in
     * the names of the channels; otherwise those of {@code ozgf}, one-zero gammatone filters in equal steps of the logarithm
     * from 200 Hz to 20 kHz (Pennington and David 2023), where {@code filter_bank} in the lab's metadata, {@code stimfmt} in
     * those of the recording, or its name say so.
     *
     * @throws RecordingRejectedException where they are unknown, or not one for each band
     */
    static FilterBank of(List<Site> sites, int bands, RecordingMetadata metadata, FindingLog log)
            throws RecordingRejectedException {
        boolean ozgf = isOzgf(sites, metadata, log);
        List<Double> frequencies = metadata.centerFrequenciesHz();
        if (frequencies.isEmpty()) {
            frequencies = ofChannels(sites)
                    .or(() -> ozgf ? Optional.of(logarithmic(bands)) : Optional.empty())
                    .orElseThrow(() -> log.rejection(
                            Code.MISMATCHED_METADATA,
                            "metadata.center_freq_hz",
                            "Nothing in the archive says which frequencies the " + bands
                                    + " channels of the sound are.",
                            "Give their centres as center_freq_hz, or \"filter_bank\": \"ozgf\" if it is that bank."));
        }
        if (frequencies.size() != bands) {
            throw log.rejection(
                    Code.MISMATCHED_METADATA,
                    "metadata.center_freq_hz",
                    "There are " + frequencies.size() + " centre frequencies for " + bands + " channels.",
                    "Give one for each channel of the signal stim.");
        }
        for (int band = 0; band < bands; band++) {
            double hz = frequencies.get(band);
            if (!(hz > 0) || Double.isInfinite(hz) || (band > 0 && hz <= frequencies.get(band - 1))) {
                throw log.rejection(
                        Code.FREQUENCIES_NOT_INCREASING,
                        "metadata.center_freq_hz",
                        "Centre frequencies must be positive and increase, but number " + band + " is " + hz + ".",
                        "Sort the channels of the sound from low to high.");
            }
        }
        return new FilterBank(frequencies, ozgf);
    }

    private static boolean isOzgf(List<Site> sites, RecordingMetadata metadata, FindingLog log)
            throws RecordingRejectedException {
        if (metadata.filterBank().isPresent()) {
            return OZGF.matcher(metadata.filterBank().get()).find();
        }
        List<Site> withSounds =
                sites.stream().filter(site -> site.stimulus().isPresent()).toList();
        long named = withSounds.stream()
                .filter(site ->
                        OZGF.matcher(site.bank().orElse(site.files().names())).find())
                .count();
        if (named > 0 && named < withSounds.size()) {
            throw log.rejection(
                    Code.MISMATCHED_METADATA,
                    "metadata.filter_bank",
                    named + " of " + withSounds.size() + " recordings with sounds say that their bank is ozgf.",
                    "Say which bank all of them have as filter_bank, or import them apart.");
        }
        return named > 0;
    }

    private static Optional<List<Double>> ofChannels(List<Site> sites) {
        List<String> channels = sites.stream()
                .flatMap(site -> site.stimulus().stream())
                .map(SignalDescription::channels)
                .filter(names -> !names.isEmpty())
                .findFirst()
                .orElse(List.of());
        List<Double> frequencies = new ArrayList<>();
        for (String channel : channels) {
            Matcher frequency = FREQUENCY.matcher(channel.strip().toLowerCase(Locale.ROOT));
            if (!frequency.matches()) {
                return Optional.empty();
            }
            frequencies.add(
                    Double.parseDouble(frequency.group(1)) * (frequency.group(2).isEmpty() ? 1 : 1000));
        }
        return frequencies.isEmpty() ? Optional.empty() : Optional.of(frequencies);
    }

    private static List<Double> logarithmic(int bands) {
        double octaves = Math.log(OZGF_HIGHEST_HZ / OZGF_LOWEST_HZ);
        return IntStream.range(0, bands)
                .mapToObj(band -> OZGF_LOWEST_HZ * Math.exp(octaves * band / Math.max(1, bands - 1)))
                .toList();
    }

    /**
     * Replaces energies {@code x} by {@code ln((x + 0.1) / 0.1)}, as NEMS does before it fits ({@code normalize_sig} with
     * {@code log_compress=1}).
     */
    static void compress(float[] energies) {
        for (int i = 0; i < energies.length; i++) {
            energies[i] = (float) Math.log1p(energies[i] / SOFTENING);
        }
    }
}
