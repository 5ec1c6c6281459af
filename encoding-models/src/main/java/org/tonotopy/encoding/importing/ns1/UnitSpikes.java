package org.tonotopy.encoding.importing.ns1;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.importing.mat.MatFile;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.importing.mat.MatStructs;

/**
 * The spikes of one unit: {@code data.set} has an element for each sound, its {@code repeats} one for each repeat, with the
 * times {@code t} of the spikes in milliseconds from the onset of the sound.
 */
record UnitSpikes(List<Heard> sounds) {

    /**
     * The responses to one sound.
     *
     * @param repeats the times of the spikes of each repeat, as the file has them
     */
    record Heard(SoundKey sound, List<double[]> repeats) {

        long spikes() {
            return repeats.stream().mapToLong(times -> times.length).sum();
        }
    }

    static UnitSpikes read(MatFile file) throws MatRefusedException {
        MatStructs data = file.read("data").asStructs("data");
        MatStructs sets = data.get(0, "set", "data").asStructs("data.set");
        List<Heard> sounds = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            String where = "data.set(" + (i + 1) + ")";
            MatStructs parameters = sets.get(i, "stim_params", where).asStructs(where + ".stim_params");
            sounds.add(new Heard(
                    SoundKey.ofParameters(parameters, where + ".stim_params"),
                    repeats(sets.get(i, "repeats", where).asStructs(where + ".repeats"), where + ".repeats")));
        }
        return new UnitSpikes(List.copyOf(sounds));
    }

    private static List<double[]> repeats(MatStructs repeats, String where) throws MatRefusedException {
        List<double[]> times = new ArrayList<>();
        for (int i = 0; i < repeats.size(); i++) {
            String element = where + "(" + (i + 1) + ")";
            times.add(repeats.get(i, "t", element).asNumbers(element + ".t").toDoubles());
        }
        return List.copyOf(times);
    }
}
