package org.tonotopy.encoding.cuda;

import java.util.List;

/** What the thread that has the processor works with. */
final class Lease {
    private final DeviceMemory memory;
    private final Transfer transfer = new Transfer();
    private final Launch launch = new Launch();
    private final Residents residents;
    private final Workspace workspace;
    private final Kernels kernels;
    /** Whose batch the workspace holds, gone forward and not back. */
    private Object holder = this;

    Lease(GpuDescription gpu, long memoryLimit) {
        this.kernels = new Kernels(gpu);
        this.memory = new DeviceMemory(memoryLimit);
        this.residents = new Residents(memory, transfer);
        this.workspace = new Workspace(memory);
    }

    DeviceMemory memory() {
        return memory;
    }

    /** Begins a batch; what the workspace held is lost. */
    NetworkRun begin(NetworkPlan plan, List<Member> members) {
        holder = this;
        residents.beginBatch();
        Batch batch = new Batch(kernels, workspace, transfer, launch, plan.size(), members);
        return new NetworkRun(plan, batch, transfer, residents, members);
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
        kernels.unload();
    }
}
