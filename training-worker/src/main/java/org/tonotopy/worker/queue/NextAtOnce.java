package org.tonotopy.worker.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import java.util.function.Supplier;

/** Lets a worker that has ended a job look for the next at once, not only when it would have looked anyway. */
final class NextAtOnce extends AbstractSchedulerListener {
    private final Supplier<Scheduler> scheduler;

    /** @param scheduler looked up when the first job has ended */
    NextAtOnce(Supplier<Scheduler> scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void onExecutionComplete(ExecutionComplete complete) {
        scheduler.get().triggerCheckForDueExecutions();
    }
}
