package org.tonotopy.encoding.importing.ns1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tonotopy.encoding.importing.mat.MatFile;
import org.tonotopy.encoding.importing.mat.MatNumbers;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.importing.mat.MatStructs;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.SingleUnit;

/** The metadata MAT: one element of {@code neuron} for each unit, with the path of its spikes below {@code spikesandwav}. */
record UnitTable(List<Row> rows) {
    private static final String VARIABLE = "neuron";
    private static final String SUFFIX = ".data.mat";

    /** A unit, and the path of the file that holds its spikes. */
    record Row(String path, Neuron neuron) {}

    /** Whether a file is such a table. */
    static boolean isIn(MatFile file) {
        return file.names().contains(VARIABLE);
    }

    static UnitTable read(MatFile file, Optional<String> area) throws MatRefusedException {
        MatStructs neurons = file.read(VARIABLE).asStructs(VARIABLE);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < neurons.size(); i++) {
            String where = VARIABLE + "(" + (i + 1) + ")";
            String path = neurons.get(i, "path", where).asText(where + ".path").replace('\\', '/');
            String name = path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
            rows.add(new Row(
                    path,
                    new Neuron(
                            name,
                            number(neurons, i, "depth", where),
                            number(neurons, i, "NoiseRatio", where),
                            area,
                            singleUnit(neurons.get(i, "singleT", where).asText(where + ".singleT")))));
        }
        return new UnitTable(List.copyOf(rows));
    }

    private static OptionalDouble number(MatStructs neurons, int index, String field, String where)
            throws MatRefusedException {
        MatNumbers value = neurons.get(index, field, where).asNumbers(where + "." + field);
        return value.size() == 1 && Double.isFinite(value.at(0))
                ? OptionalDouble.of(value.at(0))
                : OptionalDouble.empty();
    }

    private static Optional<SingleUnit> singleUnit(String label) {
        return switch (label.toLowerCase(Locale.ROOT)) {
            case "yes" -> Optional.of(SingleUnit.YES);
            case "maybe" -> Optional.of(SingleUnit.MAYBE);
            case "no" -> Optional.of(SingleUnit.NO);
            default -> Optional.empty();
        };
    }
}
