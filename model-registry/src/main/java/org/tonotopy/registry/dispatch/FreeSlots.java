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

        boolean serves(WorkerDevice wanted, int recording) {
            return device == wanted && memoryClass >= recording;
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
        if (!takeSlot(lane.device(), lane.memoryClass())) {
            takePlaceAhead(lane.device(), lane.memoryClass());
        }
    }

    /** Takes room for a job; empty where there is none. */
    Optional<Lane> take(JobDevice need, int memoryClass) {
        return preferred(need).stream()
                .filter(device -> takeSlot(device, memoryClass))
                .findFirst()
                .or(() -> preferred(need).stream()
                        .filter(device -> takePlaceAhead(device, memoryClass))
                        .findFirst())
                .map(device -> new Lane(device, memoryClass));
    }

    private static List<WorkerDevice> preferred(JobDevice need) {
        return switch (need) {
            case ANY -> List.of(WorkerDevice.CPU, WorkerDevice.GPU);
            case GPU_PREFERRED -> List.of(WorkerDevice.GPU, WorkerDevice.CPU);
            case GPU -> List.of(WorkerDevice.GPU);
        };
    }

    private boolean takeSlot(WorkerDevice device, int memoryClass) {
        for (Room room : rooms) {
            if (room.serves(device, memoryClass) && room.free > 0) {
                room.free--;
                return true;
            }
        }
        return false;
    }

    /** Only once no slot is free on any device that would do: a job that waits at one is not seen by the others. */
    private boolean takePlaceAhead(WorkerDevice device, int memoryClass) {
        int left = ahead.getOrDefault(device, 0);
        if (left == 0 || rooms.stream().noneMatch(room -> room.serves(device, memoryClass))) {
            return false;
        }
        ahead.put(device, left - 1);
        return true;
    }
}
