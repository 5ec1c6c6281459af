package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.SelectiveStateSpace;

/**
 * The modes of {@link SelectiveStateSpace}: from units, their steps and what the modes take and give in each bin to the
 * units' sums over modes. Units never see each other's modes, so a vector of them goes through the whole clip before the
 * next; the way back computes their modes again rather than keeping those of all units.
 */
final class SelectiveScan {
    private static final int MODES = SelectiveStateSpace.MODES;
    private static final int MODES_STRIDE = Lanes.padded(MODES);
    /** Values of a vector of units, mode after mode. */
    private static final int BLOCK = MODES * COUNT;

    private final int width;
    private final int stride;
    private final int decayAt;
    private final int skipAt;
    /** {@code [block][mode][unit]}: {@code A}. */
    private final float[] rate;

    private final float[] skip;

    SelectiveScan(int width, ParameterLayout layout) {
        this.width = width;
        this.stride = Lanes.padded(width);
        this.decayAt = layout.offset(ParameterNames.MODE_DECAY);
        this.skipAt = layout.offset(ParameterNames.SKIP);
        this.rate = new float[stride * MODES];
        this.skip = new float[stride];
    }

    void load(float[] parameters) {
        for (int unit = 0; unit < width; unit++) {
            skip[unit] = parameters[skipAt + unit];
            for (int mode = 0; mode < MODES; mode++) {
                rate[unit / COUNT * BLOCK + mode * COUNT + unit % COUNT] =
                        (float) -Math.exp(parameters[decayAt + unit * MODES + mode]);
            }
        }
    }

    Run run() {
        return new Run();
    }

    /**
     * One clip, in buffers of its own. What it is given is read again on the way back.
     *
     * <p>Of the sequences those of units are as wide as the scan, those of modes have one value per mode; all begin at
     * place 0 and have rows padded to whole vectors.
     */
    final class Run {
        private Sequence units = Sequence.zeros(0, width);
        private Sequence steps = Sequence.zeros(0, width);
        private Sequence taken = Sequence.zeros(0, MODES);
        private Sequence given = Sequence.zeros(0, MODES);
        private Sequence output = Sequence.zeros(0, width);
        private Sequence ofUnits = Sequence.zeros(0, width);
        private Sequence ofSteps = Sequence.zeros(0, width);
        private Sequence ofTaken = Sequence.zeros(0, MODES);
        private Sequence ofGiven = Sequence.zeros(0, MODES);
        /** Modes of one vector of units: block {@code t + 1} after bin {@code t}, block 0 the start. */
        private float[] states = new float[BLOCK];
        /** What one vector of units keeps of them into each bin, {@code e^(D A)}. */
        private float[] kept = new float[0];
        /** {@code [bin][mode][lane]}: sums over vectors of units. */
        private float[] takenSums = new float[0];

        private float[] givenSums = new float[0];
        private final float[] carried = new float[BLOCK];
        private final float[] ofRate = new float[BLOCK];
        private final float[] ofSkip = new float[COUNT];

        /**
         * Sums the modes.
         *
         * @param x of the units
         * @param step {@code D} of the units
         * @param b of the modes
         * @param c of the modes
         * @return {@code y} of the units; valid until the next call
         */
        Sequence forward(Sequence x, Sequence step, Sequence b, Sequence c) {
            int bins = x.bins();
            units = x;
            steps = step;
            taken = b;
            given = c;
            if (output.bins() != bins) {
                output = Sequence.zeros(bins, width);
                ofUnits = Sequence.zeros(bins, width);
                ofSteps = Sequence.zeros(bins, width);
                ofTaken = Sequence.zeros(bins, MODES);
                ofGiven = Sequence.zeros(bins, MODES);
                states = new float[(bins + 1) * BLOCK];
                kept = new float[bins * BLOCK];
                takenSums = new float[bins * BLOCK];
                givenSums = new float[bins * BLOCK];
            }
            for (int unit = 0; unit < stride; unit += COUNT) {
                for (int bin = 0; bin < bins; bin++) {
                    advance(bin, unit);
                }
            }
            return output;
        }

        /** One bin of a vector of units; a loop by itself, so that its sum stays in a register. */
        private void advance(int bin, int unit) {
            int at = bin * BLOCK;
            int modesAt = bin * MODES_STRIDE;
            FloatVector x = FloatVector.fromArray(SPECIES, units.values(), bin * stride + unit);
            FloatVector step = FloatVector.fromArray(SPECIES, steps.values(), bin * stride + unit);
            FloatVector stepped = step.mul(x);
            FloatVector y = FloatVector.fromArray(SPECIES, skip, unit).mul(x);
            for (int mode = 0; mode < MODES; mode++) {
                int i = mode * COUNT;
                FloatVector keep = Elementary.exp(step.mul(FloatVector.fromArray(SPECIES, rate, unit * MODES + i)));
                FloatVector state = keep.fma(
                        FloatVector.fromArray(SPECIES, states, at + i), stepped.mul(taken.values()[modesAt + mode]));
                keep.intoArray(kept, at + i);
                state.intoArray(states, at + BLOCK + i);
                y = state.fma(FloatVector.broadcast(SPECIES, given.values()[modesAt + mode]), y);
            }
            y.intoArray(output.values(), bin * stride + unit);
        }

        /**
         * Goes back; the slopes of what was given stand in {@link #ofUnits} and its siblings afterwards.
         *
         * @param slopes of the output
         * @param gradient the parameter vector's gradient, of which the blocks of the modes and of the skip are written
         */
        void backward(float[] slopes, float[] gradient) {
            int bins = output.bins();
            Arrays.fill(takenSums, 0);
            Arrays.fill(givenSums, 0);
            for (int unit = 0; unit < stride; unit += COUNT) {
                for (int bin = 0; bin < bins; bin++) {
                    advance(bin, unit);
                }
                Arrays.fill(carried, 0);
                Arrays.fill(ofRate, 0);
                Arrays.fill(ofSkip, 0);
                for (int bin = bins - 1; bin >= 0; bin--) {
                    goBack(bin, unit, slopes);
                }
                write(unit, gradient);
            }
            for (int bin = 0; bin < bins; bin++) {
                for (int mode = 0; mode < MODES; mode++) {
                    int at = bin * BLOCK + mode * COUNT;
                    ofTaken.values()[bin * MODES_STRIDE + mode] = sum(takenSums, at);
                    ofGiven.values()[bin * MODES_STRIDE + mode] = sum(givenSums, at);
                }
            }
        }

        private void goBack(int bin, int unit, float[] slopes) {
            int at = bin * BLOCK;
            int modesAt = bin * MODES_STRIDE;
            FloatVector x = FloatVector.fromArray(SPECIES, units.values(), bin * stride + unit);
            FloatVector step = FloatVector.fromArray(SPECIES, steps.values(), bin * stride + unit);
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, bin * stride + unit);
            FloatVector stepped = step.mul(x);
            FloatVector ofStepped = FloatVector.zero(SPECIES);
            FloatVector ofStep = FloatVector.zero(SPECIES);
            for (int mode = 0; mode < MODES; mode++) {
                int i = mode * COUNT;
                FloatVector ofState = slope.fma(
                        FloatVector.broadcast(SPECIES, given.values()[modesAt + mode]),
                        FloatVector.fromArray(SPECIES, carried, i));
                slope.fma(
                                FloatVector.fromArray(SPECIES, states, at + BLOCK + i),
                                FloatVector.fromArray(SPECIES, givenSums, at + i))
                        .intoArray(givenSums, at + i);
                ofState.fma(stepped, FloatVector.fromArray(SPECIES, takenSums, at + i))
                        .intoArray(takenSums, at + i);
                ofStepped = ofState.fma(FloatVector.broadcast(SPECIES, taken.values()[modesAt + mode]), ofStepped);
                FloatVector backwards = ofState.mul(FloatVector.fromArray(SPECIES, kept, at + i));
                // By the exponent D A.
                FloatVector ofExponent = backwards.mul(FloatVector.fromArray(SPECIES, states, at + i));
                ofStep = ofExponent.fma(FloatVector.fromArray(SPECIES, rate, unit * MODES + i), ofStep);
                ofExponent.fma(step, FloatVector.fromArray(SPECIES, ofRate, i)).intoArray(ofRate, i);
                backwards.intoArray(carried, i);
            }
            slope.fma(x, FloatVector.fromArray(SPECIES, ofSkip, 0)).intoArray(ofSkip, 0);
            ofStepped
                    .fma(step, slope.mul(FloatVector.fromArray(SPECIES, skip, unit)))
                    .intoArray(ofUnits.values(), bin * stride + unit);
            ofStepped.fma(x, ofStep).intoArray(ofSteps.values(), bin * stride + unit);
        }

        private static float sum(float[] values, int at) {
            return FloatVector.fromArray(SPECIES, values, at).reduceLanes(VectorOperators.ADD);
        }

        private void write(int firstUnit, float[] gradient) {
            for (int unit = firstUnit; unit < Math.min(firstUnit + COUNT, width); unit++) {
                gradient[skipAt + unit] = ofSkip[unit - firstUnit];
                for (int mode = 0; mode < MODES; mode++) {
                    int i = mode * COUNT + unit - firstUnit;
                    // A is its own derivative by a.
                    gradient[decayAt + unit * MODES + mode] = ofRate[i] * rate[firstUnit * MODES + i];
                }
            }
        }

        /** Slopes of the units. */
        Sequence ofUnits() {
            return ofUnits;
        }

        /** Slopes of their steps. */
        Sequence ofSteps() {
            return ofSteps;
        }

        /** Slopes of what the modes take. */
        Sequence ofTaken() {
            return ofTaken;
        }

        /** Slopes of what they give. */
        Sequence ofGiven() {
            return ofGiven;
        }
    }
}
