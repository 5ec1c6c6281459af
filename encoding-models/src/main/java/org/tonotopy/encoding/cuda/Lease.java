package org.tonotopy.encoding.cuda;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the thread that has the processor works with. */
final class Lease {
    private final GpuDescription gpu;
    private final DeviceMemory memory;
    private final Transfer transfer = new Transfer();
    private final Launch launch = new Launch();
    private final Residents residents;
    private final Workspace workspace;
    private final Map<KernelWidths, Kernels> kernels = new HashMap<>();
    /** Whose batch the workspace holds, gone forward and not back. */
    private Object holder = this;

    Lease(GpuDescription gpu, long memoryLimit) {
        this.gpu = gpu;
        this.memory = new DeviceMemory(memoryLimit);
        this.residents = new Residents(memory, transfer);
        this.workspace = new Workspace(memory);
    }

    DeviceMemory memory() {
        return memory;
    }

    /** Begins a batch; what the workspace held is lost. */
    StateNetRun begin(StateNetPlan plan, List<Member> members) {
        holder = this;
        residents.beginBatch();
        return new StateNetRun(plan, kernelsOf(plan), workspace, transfer, launch, residents, members);
    }

    private Kernels kernelsOf(StateNetPlan plan) {
        return kernels.computeIfAbsent(plan.widths(), widths -> new Kernels(widths, gpu));
    }

    /** Says that the workspace holds somebody's batch. */
    void leaveWith(Object owner) {
        holder = owner;
    }

    boolean isLeftWith(Object owner) {
        return holder == owner;
    }

    /** Says that the workspace holds nothing any more. */
    void spoil() {
        holder = this;
        launch.forget();
    }

    /** Gives memory back, all but that of kernels, which would have to be compiled again. */
    void release() {
        spoil();
        residents.clear();
        memory.releaseBuffers();
    }

    /** Gives the memory of kernels back. */
    void unloadKernels() {
        kernels.values().forEach(Kernels::unload);
        kernels.clear();
    }
}
