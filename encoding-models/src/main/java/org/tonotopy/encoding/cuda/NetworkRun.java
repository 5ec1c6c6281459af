package org.tonotopy.encoding.cuda;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.cuda.Launch.Grid;
import org.tonotopy.encoding.fitting.LossFunction;
import org.tonotopy.encoding.network.Clip;

/**
 * Networks of one plan on their way forward and back, one or many members at a time, over one batch. For the thread that has the
 * processor.
 */
final class NetworkRun {
    private static final int NEURONS_OF_A_BLOCK = 32;
    private static final int ROWS_OF_A_BLOCK = 8;
    private static final int MOMENTS = 7;
    private static final KernelModule COPIES = KernelModule.of(KernelFile.COPIES);
    /** The place in the network of what stands behind all stages. */
    private static final int LAST = Integer.MAX_VALUE;

    private static final String PER_ENTRY = "per entry";
    private static final String CONSTANTS = "constants";

    private final NetworkPlan plan;
    private final Transfer transfer;
    private final Residents residents;
    private final List<Member> members;
    private final Batch batch;
    private final KernelModule lossKernels;
    /** What each stage was given, and what the last one gave. */
    private final List<Long> values = new ArrayList<>();

    NetworkRun(NetworkPlan plan, Batch batch, Transfer transfer, Residents residents, List<Member> members) {
        this.plan = plan;
        this.batch = batch;
        this.transfer = transfer;
        this.residents = residents;
        this.members = members;
        this.lossKernels =
                KernelModule.of(KernelFile.LOSS, "OUTPUT=" + plan.output().name());
    }

    private Rows rows() {
        return batch.rows().rows();
    }

    private long inputs() {
        return batch.floats(LAST, "sounds", (long) rows().total() * plan.bands());
    }

    /** The way forward, up to what comes before the output nonlinearity, for sounds that may change. */
    void forward() {
        long at = inputs();
        int clip = 0;
        for (Member member : members) {
            for (Clip one : member.clips()) {
                transfer.up(one.input(), at + (long) rows().firstOf(clip++) * plan.bands() * Float.BYTES);
            }
        }
        throughStages();
    }

    private void throughStages() {
        values.add(inputs());
        for (Stage stage : plan.stages()) {
            values.add(stage.forward(batch, values.get(values.size() - 1)));
        }
    }

    private long beforeOutput() {
        return values.get(values.size() - 1);
    }

    /** Responses to the batch that went forward, clip by clip. */
    void responses(List<float[]> destinations) {
        int neurons = plan.neurons();
        long out = batch.floats(LAST, "responses", (long) rows().total() * neurons);
        withOutput().at(batch.rows().members()).at(out);
        int blocks = Math.min(Launch.LONGEST_SIDE, Launch.blocks(rows().longestMember(), ROWS_OF_A_BLOCK));
        startByNeuron("respond", blocks);
        download(out, neurons, destinations);
    }

    /**
     * The way back of the batch that went forward, which cannot be gone twice, to the slopes by the parameters of each member.
     *
     * @param cotangents one for each clip
     * @return one member behind the other
     */
    float[] parameterGradients(List<float[]> cotangents) {
        slopes(upload(cotangents), 0, false);
        throughStagesBack(new Wanted(true, false));
        return parameterGradients();
    }

    /**
     * The same to the slopes by the sounds.
     *
     * @param cotangents one for each clip
     * @param destinations one for each clip
     */
    void inputGradients(List<float[]> cotangents, List<float[]> destinations) {
        slopes(upload(cotangents), 0, false);
        download(throughStagesBack(new Wanted(false, true)), plan.bands(), destinations);
    }

    /**
     * Loss of each member, and after it the way back to the slopes by the parameters.
     *
     * @param targets for each clip of each member; neither they nor the sounds ever change
     */
    double[] lossAndWayBack(List<float[]> targets, LossFunction function, double correlationWeight) {
        List<float[]> sounds = new ArrayList<>();
        members.forEach(member -> member.clips().forEach(clip -> sounds.add(clip.input())));
        long whereSounds = addresses("where sounds are", sounds);
        long whereTargets = addresses("where targets are", targets);
        batch.with().at(whereSounds).at(batch.rows().clips()).with(plan.bands()).at(inputs());
        batch.startByClip(COPIES, "collect", batch.clips());
        throughStages();
        boolean poisson = function == LossFunction.POISSON;
        double[] losses = loss(whereTargets, poisson, correlationWeight);
        slopes(0, whereTargets, poisson);
        throughStagesBack(new Wanted(true, false));
        return losses;
    }

    /** Slopes by the parameters of each member after a way back, one member behind the other. */
    float[] parameterGradients() {
        float[] result = new float[members.size() * plan.size()];
        transfer.down(batch.gradients(), result);
        return result;
    }

    private long throughStagesBack(Wanted wanted) {
        long slopes = beforeOutput();
        for (int i = plan.stages().size() - 1; i >= 0; i--) {
            Wanted here = new Wanted(wanted.byParameters(), wanted.byInput() || i > 0);
            slopes = plan.stages().get(i).back(batch, values.get(i), slopes, here);
        }
        return slopes;
    }

    private long upload(List<float[]> cotangents) {
        int neurons = plan.neurons();
        long given = batch.floats(LAST, "responses", (long) rows().total() * neurons);
        for (int clip = 0; clip < cotangents.size(); clip++) {
            transfer.up(cotangents.get(clip), given + (long) rows().firstOf(clip) * neurons * Float.BYTES);
        }
        return given;
    }

    private void download(long from, int width, List<float[]> destinations) {
        for (int clip = 0; clip < destinations.size(); clip++) {
            transfer.down(from + (long) rows().firstOf(clip) * width * Float.BYTES, destinations.get(clip));
        }
    }

    /** Brings the addresses of what stays on the processor there. */
    private long addresses(String name, List<float[]> arrays) {
        long[] addresses = new long[arrays.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = residents.addressOf(arrays.get(i));
        }
        long where = batch.bytes(LAST, name, (long) Long.BYTES * addresses.length);
        transfer.up(addresses, where);
        return where;
    }

    private double[] loss(long targets, boolean poisson, double correlationWeight) {
        int neurons = plan.neurons();
        int count = members.size();
        int chunks = batch.rows().chunks(KernelModule.LOSS_CHUNK);
        long ofChunks = batch.bytes(LAST, "moments", (long) count * chunks * MOMENTS * neurons * Double.BYTES);
        withOutput();
        withTargets(targets, chunks, poisson).at(ofChunks);
        startByNeuron("moments", chunks);
        int size = MOMENTS * neurons;
        long sums = batch.bytes(LAST, "sums of moments", (long) count * size * Double.BYTES);
        batch.with().at(ofChunks).with(chunks).with(size).at(sums);
        batch.startByMember(lossKernels, "addMoments", size);
        long losses = batch.bytes(LAST, "losses", (long) count * Double.BYTES);
        batch.with()
                .at(sums)
                .with(neurons)
                .with(correlationWeight)
                .at(losses)
                .at(batch.floats(LAST, PER_ENTRY, count))
                .at(batch.floats(LAST, CONSTANTS, 3L * count * neurons));
        batch.startByMember(lossKernels, "lossValue", 1);
        double[] result = new double[count];
        transfer.down(losses, result);
        return result;
    }

    /** Turns what comes before the output nonlinearity into the slopes by it, and adds up those by its parameters. */
    private void slopes(long cotangents, long targets, boolean poisson) {
        int chunks = batch.rows().chunks(KernelModule.LOSS_CHUNK);
        int size = plan.output().parametersPerNeuron() * plan.neurons();
        long ofChunks = batch.scratch(Math.max(1, (long) members.size() * chunks * size));
        withOutput().at(cotangents);
        withTargets(targets, chunks, poisson)
                .at(batch.held(LAST, PER_ENTRY))
                .at(batch.held(LAST, CONSTANTS))
                .at(ofChunks);
        startByNeuron("slopes", chunks);
        if (size > 0) {
            batch.addUp(ofChunks, chunks, size, size, batch.gradients(), plan.size(), plan.outputAt(), 0);
        }
    }

    private Launch withOutput() {
        return batch.with()
                .at(beforeOutput())
                .at(batch.parameters())
                .with(plan.size())
                .with(plan.outputAt())
                .with(plan.neurons());
    }

    private Launch withTargets(long targets, int chunks, boolean poisson) {
        return batch.with()
                .at(targets)
                .at(batch.rows().clips())
                .at(batch.rows().clipOfRow())
                .at(batch.rows().members())
                .with(chunks)
                .with(poisson ? 1 : 0);
    }

    private void startByNeuron(String kernel, int blocks) {
        Grid grid = new Grid(Launch.blocks(plan.neurons(), NEURONS_OF_A_BLOCK), blocks, members.size());
        batch.start(lossKernels, kernel, grid, NEURONS_OF_A_BLOCK, ROWS_OF_A_BLOCK);
    }
}
