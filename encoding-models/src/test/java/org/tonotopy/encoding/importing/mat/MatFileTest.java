package org.tonotopy.encoding.importing.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.encoding.recording.Finding.Code;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

class MatFileTest {
    private static final MatLimits LIMITS = new MatLimits(1 << 22, 1 << 22, 100, 10_000, 16);
    private static final int NO_COMPRESSION = Deflater.NO_COMPRESSION;

    private static MatFile open(byte[] content) throws Exception {
        return MatFile.open(new ByteArrayInputStream(content), LIMITS);
    }

    private static Struct units() {
        Struct units = Mat5.newStruct(1, 2);
        units.set("path", 0, Mat5.newString("exp/cluster.01.data.mat"));
        units.set("path", 1, Mat5.newString("exp/cluster.02.data.mat"));
        units.set("t", 0, Mats.row(1.5, 2.5, Double.NaN));
        units.set("t", 1, Mat5.newMatrix(0, 0));
        return units;
    }

    private static void refused(Code code, String words, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        MatRefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(ints = {NO_COMPRESSION, 9})
    void whatWasWrittenIsRead(int compression) throws Exception {
        Cell cell = Mat5.newCell(1, 2);
        cell.set(0, Mat5.newScalar(7));
        cell.set(1, Mat5.newString("seven"));
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            MatFile file = open(Mats.written(compression, order, "neuron", units(), "cells", cell));
            assertThat(file.names()).containsExactly("neuron", "cells");
            MatStructs neurons = file.read("neuron").asStructs("neuron");
            assertThat(neurons.size()).isEqualTo(2);
            assertThat(neurons.fields()).containsExactly("path", "t");
            assertThat(neurons.get(1, "path", "neuron").asText("neuron.path")).isEqualTo("exp/cluster.02.data.mat");
            assertThat(neurons.get(0, "t", "neuron").asNumbers("neuron.t").toDoubles())
                    .containsExactly(1.5, 2.5, Double.NaN);
            assertThat(neurons.get(1, "t", "neuron").asNumbers("neuron.t").size())
                    .isZero();
            MatCells cells = file.read("cells").asCells("cells");
            assertThat(cells.dimensions()).containsExactly(1, 2);
            assertThat(cells.get(0).asNumbers("cells").at(0)).isEqualTo(7);
            assertThat(cells.get(1).asText("cells")).isEqualTo("seven");
        }
    }

    @Test
    void anEmptyMatrixStandsForNothingOfAnyKind() throws Exception {
        MatValue empty = open(Mats.written(9, ByteOrder.LITTLE_ENDIAN, "x", Mat5.newMatrix(0, 0)))
                .read("x");
        assertThat(empty.asStructs("x").size()).isZero();
        assertThat(empty.asCells("x").size()).isZero();
        assertThat(empty.asText("x")).isEmpty();
    }

    @Test
    void aValueOfAnotherKindIsNamed() throws Exception {
        MatFile file = open(Mats.written(9, ByteOrder.LITTLE_ENDIAN, "neuron", units()));
        refused(
                Code.WRONG_SHAPE,
                "neuron: It holds a structure, not text.",
                () -> file.read("neuron").asText("neuron"));
        refused(
                Code.MISSING_ARRAY,
                "It has no field depth.",
                () -> file.read("neuron").asStructs("neuron").get(0, "depth", "neuron"));
        refused(Code.MISSING_ARRAY, "no variable", () -> file.read("spikes"));
    }

    @Test
    void otherFilesAreRefusedWithARemedy() throws Exception {
        byte[] good = Mats.written(9, ByteOrder.LITTLE_ENDIAN, "neuron", units());
        byte[] newer = good.clone();
        newer[125] = 2;
        refused(Code.UNSUPPORTED_FORMAT, "'-v7'", () -> open(newer));
        byte[] hdf5 = "\u0089HDF\r\n\032\n and more".getBytes(StandardCharsets.ISO_8859_1);
        refused(Code.UNSUPPORTED_FORMAT, "7.3, which is HDF5", () -> open(hdf5));
        byte[] mark = good.clone();
        mark[126] = 'X';
        refused(Code.UNSUPPORTED_FORMAT, "mark of its byte order", () -> open(mark));
        refused(Code.DAMAGED_FILE, "too few", () -> open(new byte[20]));
    }

    @Test
    void theWrongByteOrderIsRefused() throws Exception {
        byte[] swapped = Mats.written(9, ByteOrder.LITTLE_ENDIAN, "neuron", units());
        swapped[126] = 'M';
        swapped[127] = 'I';
        swapped[124] = 1;
        swapped[125] = 0;
        refused(Code.DAMAGED_FILE, "do not fit together", () -> open(swapped));
    }

    @ParameterizedTest
    @ValueSource(ints = {NO_COMPRESSION, 9})
    void aFileThatIsCutShortAnywhereIsRefused(int compression) throws Exception {
        byte[] good = Mats.written(compression, ByteOrder.LITTLE_ENDIAN, "neuron", units());
        for (int length = 129; length < good.length; length++) {
            byte[] shortened = Arrays.copyOf(good, length);
            refused(
                    Code.DAMAGED_FILE,
                    "damaged or cut short",
                    () -> open(shortened).read("neuron"));
        }
    }

    @Test
    void whatInflatesToMoreThanTheLimitIsRefused() throws Exception {
        Matrix zeros = Mat5.newMatrix(1000, 100);
        byte[] bomb = Mats.written(9, ByteOrder.LITTLE_ENDIAN, "x", zeros);
        assertThat(bomb.length).isLessThan(3000);
        MatLimits tight = new MatLimits(1 << 20, 100_000, 100, 100, 16);
        refused(Code.TOO_LARGE, "inflates to", () -> MatFile.open(new ByteArrayInputStream(bomb), tight));
        refused(
                Code.TOO_LARGE,
                "more than 500 bytes",
                () -> MatFile.open(new ByteArrayInputStream(bomb), new MatLimits(500, 1 << 20, 100, 100, 16)));
    }

    @Test
    void aHundredMillionArraysOrADeepNestAreRefusedBeforeTheyAreMade() throws Exception {
        Cell nest = Mat5.newCell(1, 1);
        for (int depth = 0; depth < 20; depth++) {
            Cell outer = Mat5.newCell(1, 1);
            outer.set(0, nest);
            nest = outer;
        }
        byte[] deep = Mats.written(9, ByteOrder.LITTLE_ENDIAN, "x", nest);
        refused(Code.TOO_LARGE, "nested deeper than 16", () -> open(deep).read("x"));
        byte[] wide = Mats.written(9, ByteOrder.LITTLE_ENDIAN, "x", Mat5.newCell(101, 100));
        refused(Code.TOO_LARGE, "more than 10000 arrays", () -> open(wide).read("x"));

        byte[] claims = Mats.written(NO_COMPRESSION, ByteOrder.LITTLE_ENDIAN, "x", Mat5.newCell(1, 1));
        // Header, tag, flags (16), tag of the dimensions: then rows and columns.
        ByteBuffer.wrap(claims).order(ByteOrder.LITTLE_ENDIAN).putInt(128 + 8 + 16 + 8, 100_000);
        refused(Code.DAMAGED_FILE, "do not fit together", () -> open(claims).read("x"));
    }

    @Test
    void textOfManyRowsWithoutAColumnIsEmpty() throws Exception {
        byte[] claims = Mats.written(NO_COMPRESSION, ByteOrder.LITTLE_ENDIAN, "x", Mat5.newString(""));
        // Header, tag, flags (16), tag of the dimensions: then rows and columns.
        ByteBuffer.wrap(claims)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(128 + 8 + 16 + 8, LIMITS.maxInflatedBytes())
                .putInt(128 + 8 + 16 + 12, 0);
        assertThat(open(claims).read("x").asText("x")).isEmpty();
    }

    @Test
    void anElementThatIsNotThereHasNoField() throws Exception {
        MatStructs none = open(Mats.written(9, ByteOrder.LITTLE_ENDIAN, "x", Mat5.newStruct(0, 0)))
                .read("x")
                .asStructs("x");
        assertThat(none.find(0, "t")).isEmpty();
        MatNumbers two = open(Mats.written(9, ByteOrder.LITTLE_ENDIAN, "x", Mats.row(1, 2)))
                .read("x")
                .asNumbers("x");
        refused(Code.WRONG_SHAPE, "It holds 2 numbers, not one.", () -> two.scalar("x"));
    }

    @Test
    void whatIsNeitherNumbersNorTextNorStructureIsRefused() throws Exception {
        byte[] complex = Mats.written(9, ByteOrder.LITTLE_ENDIAN, "x", Mat5.newComplexScalar(1, 2));
        refused(Code.UNSUPPORTED_FORMAT, "complex", () -> open(complex).read("x"));
    }
}
