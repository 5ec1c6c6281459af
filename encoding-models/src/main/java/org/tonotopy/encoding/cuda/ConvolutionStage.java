package org.tonotopy.encoding.cuda;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.network.ConvolutionalNetwork;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * The convolutions of a {@link ConvolutionalNetwork}, each with its normalisation over channels and its leaky rectifier. A layer
 * has more rows than the batch: those in which it sees the silence before a clip.
 *
 * @param place in the network
 * @param bands values of a bin
 * @param kernelBands positions below that a kernel sees
 * @param kernelBins bins that a kernel sees
 * @param channels of each layer
 * @param layers from the lowest
 */
record ConvolutionStage(int place, int bands, int kernelBands, int kernelBins, int channels, List<Layer> layers)
        implements Stage {
    private static final KernelModule COPIES = KernelModule.of(KernelFile.COPIES);
    private static final String SOUND = "sound";

    /**
     * One convolution.
     *
     * @param number from 1
     * @param channelsBelow values per position below
     * @param weightAt where its weights begin
     * @param biasAt where its biases begin
     * @param norm what follows it
     */
    record Layer(int number, int channelsBelow, int weightAt, int biasAt, Normalisation norm) {
        int positions() {
            return norm.positions();
        }

        private String named(String what) {
            return what + " " + number;
        }
    }

    static ConvolutionStage of(int place, ConvolutionalNetwork network, int bands, ParameterLayout layout) {
        List<Layer> layers = new ArrayList<>();
        for (int number = 1; number <= network.layers(); number++) {
            layers.add(new Layer(
                    number,
                    number == 1 ? 1 : network.channels(),
                    layout.offset(ParameterNames.convolutionWeight(number)),
                    layout.offset(ParameterNames.convolutionBias(number)),
                    new Normalisation(
                            place,
                            "norm " + number,
                            network.channels(),
                            network.positions(number, bands),
                            UnitActivation.LEAKY_RECTIFIER,
                            layout.offset(ParameterNames.convolutionNormScale(number)),
                            layout.offset(ParameterNames.convolutionNormShift(number)))));
        }
        return new ConvolutionStage(
                place, bands, network.kernelBands(), network.kernelBins(), network.channels(), layers);
    }

    private List<String> definitions() {
        return List.of("KERNEL_BANDS=" + kernelBands, "KERNEL_BINS=" + kernelBins);
    }

    /** Rows of a layer before those of each clip; 0 is the sound. */
    private int silent(int layer) {
        return (layers.size() - layer) * (kernelBins - 1);
    }

    private Layer last() {
        return layers.get(layers.size() - 1);
    }

    private int weightsOf(Layer layer) {
        return layer.channelsBelow() * kernelBands * kernelBins;
    }

    @Override
    public int outputWidth() {
        return last().norm().width();
    }

    @Override
    public Footprint footprint() {
        long ofARow = 3L * bands + 2;
        long ofAClip = silent(0) * ofARow;
        long ofAMember = 0;
        long ofAChunk = 0;
        for (Layer layer : layers) {
            // Raw values, the slopes by what lies below, and two numbers of each row.
            long row = layer.norm().floatsOfARow()
                    + 2L * channels * layer.positions()
                    + (long) layer.channelsBelow() * (layer.positions() + kernelBands - 1)
                    + 2;
            ofARow += row;
            ofAClip += silent(layer.number()) * row;
            ofAMember += 2L * layer.norm().width();
            ofAChunk = Math.max(
                    ofAChunk,
                    Math.max(
                            (weightsOf(layer) + 1L) * channels,
                            2L * layer.norm().width()));
        }
        return new Footprint(ofARow, ofAClip, ofAMember, ofAChunk, KernelModule.CONVOLUTION_CHUNK);
    }

    @Override
    public long forward(Batch batch, long input) {
        PlacedRows below = rowsOf(batch, 0);
        long values = batch.floats(place, SOUND, (long) below.total() * bands);
        batch.with()
                .at(input)
                .with(bands)
                .with(silent(0))
                .at(batch.rows().clips())
                .at(values);
        batch.startByClip(COPIES, "pad", batch.clips());
        for (Layer layer : layers) {
            PlacedRows rows = rowsOf(batch, layer.number());
            long raw = batch.floats(place, layer.named("raw"), (long) rows.total() * channels * layer.positions());
            batch.with()
                    .at(values)
                    .with(layer.channelsBelow())
                    .with(layer.positions())
                    .at(batch.parameters())
                    .with(batch.size())
                    .with(layer.weightAt())
                    .with(layer.biasAt())
                    .with(channels)
                    .at(rows.clipOfRow())
                    .at(rows.members())
                    .at(raw);
            start(batch, "convolve", places(rows, layer.positions()), channels, batch.members());
            values = layer.norm().forward(batch, rows, raw);
        }
        return values;
    }

    @Override
    public long back(Batch batch, long input, long slopes, Wanted wanted) {
        long ofOutput = slopes;
        for (int i = layers.size() - 1; i >= 0; i--) {
            Layer layer = layers.get(i);
            PlacedRows rows = rowsOf(batch, layer.number());
            long ofRaw = layer.norm()
                    .back(
                            batch,
                            rows,
                            batch.held(place, layer.named("raw")),
                            ofOutput,
                            KernelModule.CONVOLUTION_CHUNK,
                            wanted.byParameters());
            if (wanted.byParameters()) {
                toParameters(batch, rows, layer, ofRaw);
            }
            if (i > 0 || wanted.byInput()) {
                ofOutput = toBelow(batch, rows, layer, ofRaw);
            }
        }
        return wanted.byInput() ? withoutSilence(batch, ofOutput) : 0;
    }

    private void toParameters(Batch batch, PlacedRows rows, Layer layer, long slopes) {
        int chunks = rows.chunks(KernelModule.CONVOLUTION_CHUNK);
        int depth = weightsOf(layer);
        int elements = (depth + 1) * channels;
        long ofChunks = batch.scratch((long) batch.members() * chunks * elements);
        long below = layer.number() == 1
                ? batch.held(place, SOUND)
                : layers.get(layer.number() - 2).norm().output(batch);
        batch.with()
                .at(below)
                .with(layer.channelsBelow())
                .with(layer.positions())
                .at(slopes)
                .with(channels)
                .at(rows.clipOfRow())
                .at(rows.members())
                .with(chunks)
                .at(ofChunks);
        start(batch, "convolveOuter", depth + 1L, channels, batch.members() * chunks);
        batch.addUp(
                ofChunks,
                chunks,
                elements,
                depth * channels,
                batch.gradients(),
                batch.size(),
                layer.weightAt(),
                layer.biasAt());
    }

    private long toBelow(Batch batch, PlacedRows rows, Layer layer, long slopes) {
        PlacedRows below = rowsOf(batch, layer.number() - 1);
        int positions = layer.positions() + kernelBands - 1;
        long back = batch.floats(
                place, layer.named("slopes below"), (long) below.total() * layer.channelsBelow() * positions);
        batch.with()
                .at(slopes)
                .with(channels)
                .with(layer.positions())
                .at(batch.parameters())
                .with(batch.size())
                .with(layer.weightAt())
                .with(layer.channelsBelow())
                .at(rows.clips())
                .at(below.clipOfRow())
                .at(below.binOfRow())
                .at(below.members())
                .at(back);
        start(batch, "convolveBack", places(below, positions), layer.channelsBelow(), batch.members());
        return back;
    }

    private long withoutSilence(Batch batch, long slopes) {
        long back = batch.floats(place, "slopes", (long) batch.rows().total() * bands);
        batch.with()
                .at(slopes)
                .with(bands)
                .with(silent(0))
                .at(batch.rows().clips())
                .at(back);
        batch.startByClip(COPIES, "unpad", batch.clips());
        return back;
    }

    private void start(Batch batch, String kernel, long rowCount, int columns, int layerCount) {
        batch.startProduct(KernelFile.CONVOLUTION, definitions(), kernel, rowCount, columns, layerCount);
    }

    private static int places(PlacedRows rows, int positions) {
        return Math.multiplyExact(rows.longestMember(), positions);
    }

    private PlacedRows rowsOf(Batch batch, int layer) {
        return batch.rowsBehind(silent(layer));
    }
}
