package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.factory.Nd4j;

/** Memory for what is computed within one time step, used again in the next. */
final class StepMemory implements AutoCloseable {
    private static final WorkspaceConfiguration CONFIGURATION = WorkspaceConfiguration.builder()
            .initialSize(0)
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .policySpill(SpillPolicy.EXTERNAL)
            .build();

    private final MemoryWorkspace workspace =
            Nd4j.getWorkspaceManager().createNewWorkspace(CONFIGURATION, StepMemory.class.getName());

    /** Begins a step: arrays made until it is closed end with it. */
    MemoryWorkspace step() {
        return workspace.notifyScopeEntered();
    }

    @Override
    public void close() {
        Nd4j.getWorkspaceManager().destroyWorkspace(workspace);
    }
}
