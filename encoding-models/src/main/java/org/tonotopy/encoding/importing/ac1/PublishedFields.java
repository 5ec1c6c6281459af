package org.tonotopy.encoding.importing.ac1;

import java.util.Optional;
import java.util.OptionalDouble;
import org.tonotopy.encoding.importing.mat.MatFile;
import org.tonotopy.encoding.importing.mat.MatNumbers;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.importing.mat.MatStructs;
import org.tonotopy.encoding.importing.mat.MatText;
import org.tonotopy.encoding.recording.Finding.Code;

/** Fields of published structures: those that have to be there, and those that some files lack. */
final class PublishedFields {

    /** A session of intracellular recording is sampled at some kilohertz, a sound at up to some hundred. */
    private static final double LOWEST_RATE_HZ = 100;

    private static final double HIGHEST_RATE_HZ = 1_000_000;
    private static final double LARGEST_DIFFERENCE = 1e-3;
    private static final int LONGEST_TEXT = 1_000;

    private PublishedFields() {}

    /** The one text of a field; empty where there is none, or one that no person wrote. */
    static Optional<String> text(MatStructs structs, int index, String field) {
        return structs.find(index, field)
                .filter(MatText.class::isInstance)
                .filter(value -> value.size() <= LONGEST_TEXT)
                .map(value ->
                        ((MatText) value).value().replaceAll("\\p{Cntrl}", " ").strip())
                .filter(text -> !text.isEmpty());
    }

    /** The one finite number of a field; empty where there is none. */
    static OptionalDouble number(MatStructs structs, int index, String field) {
        return structs.find(index, field)
                .filter(MatNumbers.class::isInstance)
                .map(value -> (MatNumbers) value)
                .filter(numbers -> numbers.size() == 1 && Double.isFinite(numbers.at(0)))
                .map(numbers -> OptionalDouble.of(numbers.at(0)))
                .orElse(OptionalDouble.empty());
    }

    /** The structures of a field; none where it holds something else. */
    static Optional<MatStructs> structs(MatStructs structs, int index, String field) {
        return structs.find(index, field)
                .filter(MatStructs.class::isInstance)
                .map(value -> (MatStructs) value)
                .filter(inner -> inner.size() > 0);
    }

    /** The structures of a variable. */
    static MatStructs variable(MatFile file, String name) throws MatRefusedException {
        return file.read(name).asStructs(name);
    }

    static double scalar(MatStructs structs, int index, String field, String where) throws MatRefusedException {
        String name = where + "." + field;
        return structs.get(index, field, where).asNumbers(name).scalar(name);
    }

    /** A sampling rate in Hz that a recording can have. */
    static double rate(MatStructs structs, int index, String field, String where) throws MatRefusedException {
        double rate = scalar(structs, index, field, where);
        if (!(rate >= LOWEST_RATE_HZ && rate <= HIGHEST_RATE_HZ)) {
            throw new MatRefusedException(
                    Code.UNSUPPORTED_FORMAT,
                    where + "." + field,
                    "It says that it is sampled at " + rate + " Hz.",
                    "Save samples at " + LOWEST_RATE_HZ + " to " + HIGHEST_RATE_HZ + " Hz, with their rate in Hz.");
        }
        return rate;
    }

    /** Numbers in a row or a column, at most so many. */
    static MatNumbers vector(MatNumbers numbers, String where, long most) throws MatRefusedException {
        int longest = 0;
        for (int length : numbers.dimensions()) {
            longest = Math.max(longest, length);
        }
        if (numbers.size() > 0 && longest != numbers.size()) {
            throw new MatRefusedException(
                    Code.WRONG_SHAPE,
                    where,
                    "It has more than one row and more than one column.",
                    "Save one channel as one row or column.");
        }
        if (numbers.size() > most) {
            throw new MatRefusedException(
                    Code.TOO_LARGE,
                    where,
                    "It has " + numbers.size() + " samples, more than " + most + ".",
                    "Split it into several files.");
        }
        return numbers;
    }

    /** Whether two sampling rates are one, written with fewer digits. */
    static boolean sameRate(double first, double second) {
        return Math.abs(first - second) <= LARGEST_DIFFERENCE * Math.max(first, second);
    }
}
