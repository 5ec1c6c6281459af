package org.tonotopy.registry.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tonotopy.registry.job.JobDevice;
import org.tonotopy.registry.worker.WorkerDevice;

/**
 * Room for jobs at workers: the slots that are free, and a few jobs ahead of them for each device, so that a worker that ends a
 * job finds the next one. Each job takes the smallest room that is large enough.
 */
final class FreeSlots {
    /** Jobs admitted ahead of free slots, for each worker, */
    private static final int AHEAD_PER_WORKER = 1;
    /** and for all workers of a device together. */
    private static final int MOST_AHEAD = 4;

    private final List<Room> rooms = new ArrayList<>();
    private final Map<WorkerDevice, Integer> ahead = new EnumMap<>(WorkerDevice.class);

    /** A worker with free slots. */
    private static final class Room {
        final WorkerDevice device;
        final int memoryClass;
        int free;

        Room(WorkerDevice device, int memoryClass, int free) {
            this.device = device;
            this.memoryClass = memoryClass;
            this.free = free;
        }
    }

    /** A worker that takes jobs. */
    void add(WorkerDevice device, int memoryClass, int free) {
        rooms.add(new Room(device, memoryClass, Math.max(0, free)));
        rooms.sort(Comparator.comparingInt(room -> room.memoryClass));
        ahead.merge(device, AHEAD_PER_WORKER, (before, more) -> Math.min(MOST_AHEAD, before + more));
    }

    /** Whether nothing more has room, whatever it needs. */
    boolean full() {
        return rooms.stream().noneMatch(room -> room.free > 0)
                && ahead.values().stream().noneMatch(jobs -> jobs > 0);
    }

    /** A job that was admitted to a lane before and waits there. */
    void occupy(Lane lane) {
        take(lane.device(), lane.memoryClass());
    }

    /** Takes room for a job; empty where there is none. */
    Optional<Lane> take(JobDevice need, int memoryClass) {
        for (WorkerDevice device : preferred(need)) {
            if (take(device, memoryClass)) {
                return Optional.of(new Lane(device, memoryClass));
            }
        }
        return Optional.empty();
    }

    private static List<WorkerDevice> preferred(JobDevice need) {
        return switch (need) {
            case ANY -> List.of(WorkerDevice.CPU, WorkerDevice.GPU);
            case GPU_PREFERRED -> List.of(WorkerDevice.GPU, WorkerDevice.CPU);
            case GPU -> List.of(WorkerDevice.GPU);
        };
    }

    private boolean take(WorkerDevice device, int memoryClass) {
        boolean served = false;
        for (Room room : rooms) {
            if (room.device == device && room.memoryClass >= memoryClass) {
                if (room.free > 0) {
                    room.free--;
                    return true;
                }
                served = true;
            }
        }
        int left = ahead.getOrDefault(device, 0);
        if (served && left > 0) {
            ahead.put(device, left - 1);
            return true;
        }
        return false;
    }
}
