package org.tonotopy.registry.dispatch;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tonotopy.registry.worker.WorkerDevice;

/**
 * A queue of db-scheduler: workers of one device take from the lanes whose recordings they have room for.
 *
 * @param device of its workers
 * @param memoryClass the most room that its jobs need, see {@link org.tonotopy.registry.worker.MemoryClass}
 */
public record Lane(WorkerDevice device, int memoryClass) {
    /** The lanes that a worker takes jobs from. */
    public static List<Lane> servedBy(WorkerDevice device, int memoryClass) {
        return IntStream.rangeClosed(0, memoryClass)
                .mapToObj(room -> new Lane(device, room))
                .toList();
    }

    /** The lane with a name. */
    public static Lane parse(String name) {
        int hyphen = name.indexOf('-');
        return new Lane(
                WorkerDevice.valueOf(name.substring(0, hyphen).toUpperCase(Locale.ROOT)),
                Integer.parseInt(name.substring(hyphen + 1)));
    }

    /** Its name as a task of db-scheduler; an execution's instance is the id of a job and the number of its admission. */
    public String task() {
        return device.key() + "-" + memoryClass;
    }

    /** Itself for db-scheduler. */
    public TaskDescriptor<Void> descriptor() {
        return TaskDescriptor.of(task());
    }
}
