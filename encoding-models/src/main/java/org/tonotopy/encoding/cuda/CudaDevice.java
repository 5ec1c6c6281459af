package org.tonotopy.encoding.cuda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bytedeco.cuda.cudart.CUctx_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.SizeTPointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One graphics processor and the thread that has it. Whoever wants something computed waits for it; losses that wait, and that
 * networks of one plan ask for, are computed together. Results do not depend on that.
 */
public final class CudaDevice {
    /** After so long without work all memory is given back. */
    private static final long IDLE_SECONDS = 5;

    /** Of what is free when the processor is opened. */
    private static final double SHARE_OF_MEMORY = 0.9;

    private static final int LONGEST_NAME = 256;

    private static final Logger log = LoggerFactory.getLogger(CudaDevice.class);

    private final GpuDescription description;
    private final Deque<Work> waiting = new ArrayDeque<>();
    private final Thread thread;
    private final Lease lease;
    private boolean dead;

    /**
     * Opens the first processor that the driver shows.
     *
     * @return it, with most of the memory that is free
     * @throws GpuUnavailableException if there is none, or its driver or the compiler of kernels is not installed
     */
    public static CudaDevice open() {
        try {
            return opened();
        } catch (LinkageError missing) {
            throw new GpuUnavailableException(
                    "There is no graphics processor to compute on: its driver or the CUDA libraries (libcudart, libnvrtc)"
                            + " are not installed, or not in LD_LIBRARY_PATH (" + reason(missing) + ")",
                    missing);
        }
    }

    /** What the linker said: the errors around it only say that nothing was found. */
    private static String reason(LinkageError missing) {
        Throwable deepest = missing;
        for (Throwable cause = missing; cause != null; cause = cause.getCause()) {
            deepest = cause;
        }
        return String.valueOf(deepest.getMessage());
    }

    private static CudaDevice opened() {
        Kernels.requireCompiler();
        Driver.check(cudart.cuInit(0), "be found");
        int[] count = new int[1];
        Driver.check(cudart.cuDeviceGetCount(count), "be counted");
        if (count[0] == 0) {
            throw new GpuUnavailableException("There is no graphics processor to compute on: the driver shows none");
        }
        int[] device = new int[1];
        Driver.check(cudart.cuDeviceGet(device, 0), "be opened");
        CUctx_st context = new CUctx_st();
        Driver.check(cudart.cuDevicePrimaryCtxRetain(context, device[0]), "be opened");
        Driver.check(cudart.cuCtxSetCurrent(context), "be opened");
        try (SizeTPointer free = new SizeTPointer(1);
                SizeTPointer total = new SizeTPointer(1)) {
            Driver.check(cudart.cuMemGetInfo(free, total), "tell its memory");
            return new CudaDevice(describe(device[0], total.get()), context, (long) (SHARE_OF_MEMORY * free.get()));
        }
    }

    private static GpuDescription describe(int device, long memory) {
        byte[] name = new byte[LONGEST_NAME];
        Driver.check(cudart.cuDeviceGetName(name, name.length, device), "tell its name");
        int[] driver = new int[1];
        Driver.check(cudart.cuDriverGetVersion(driver), "tell its driver");
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        return new GpuDescription(
                new String(name, 0, end, StandardCharsets.UTF_8),
                memory,
                attribute(cudart.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device),
                attribute(cudart.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, device),
                driver[0]);
    }

    private static int attribute(int which, int device) {
        int[] value = new int[1];
        Driver.check(cudart.cuDeviceGetAttribute(value, which, device), "be described");
        return value[0];
    }

    private CudaDevice(GpuDescription description, CUctx_st context, long memoryLimit) {
        this.description = description;
        this.lease = new Lease(description, memoryLimit);
        this.thread = new Thread(() -> serve(context), "cuda");
        thread.setDaemon(true);
        thread.start();
    }

    /** What it is. */
    public GpuDescription description() {
        return description;
    }

    /** Bytes of its memory that are taken. */
    public long memoryUsed() {
        return lease.memory().used();
    }

    /** Bytes of its memory that may be taken. */
    public long memoryLimit() {
        return lease.memory().limit();
    }

    /**
     * Computes something by itself.
     *
     * @param work on the thread that has the processor
     */
    <T> T call(Function<Lease, T> work) {
        Call<T> call = new Call<>(work);
        enter(call);
        return await(call.result);
    }

    /** Computes a loss, together with others that wait. */
    LossResult loss(LossRequest request) {
        LossCall call = new LossCall(request);
        enter(call);
        return await(call.result);
    }

    private void enter(Work work) {
        synchronized (waiting) {
            if (dead) {
                throw ended();
            }
            waiting.add(work);
            waiting.notifyAll();
        }
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return result.get();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the graphics processor computed", interruption);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** Something that waits for the processor. */
    private sealed interface Work {
        void fail(Throwable failure);
    }

    private static final class Call<T> implements Work {
        private final Function<Lease, T> work;
        private final CompletableFuture<T> result = new CompletableFuture<>();

        Call(Function<Lease, T> work) {
            this.work = work;
        }

        void run(Lease lease) {
            result.complete(work.apply(lease));
        }

        @Override
        public void fail(Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    private static final class LossCall implements Work {
        private final LossRequest request;
        private final CompletableFuture<LossResult> result = new CompletableFuture<>();

        LossCall(LossRequest request) {
            this.request = request;
        }

        @Override
        public void fail(Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    private void serve(CUctx_st context) {
        try {
            Driver.check(cudart.cuCtxSetCurrent(context), "be taken");
            while (true) {
                compute(next());
            }
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nobody interrupts the thread that has the processor", unexpected);
        } finally {
            // Whatever ended it: nobody waits for ever.
            synchronized (waiting) {
                dead = true;
                waiting.forEach(work -> work.fail(ended()));
                waiting.clear();
            }
        }
    }

    private static GpuUnavailableException ended() {
        return new GpuUnavailableException(
                "The thread that had the graphics processor has ended; the log says why, start the worker again");
    }

    /** Computes what goes together, or one by one where that takes too much memory. */
    private void compute(List<? extends Work> together) {
        try {
            try {
                run(together);
            } catch (GpuMemoryException full) {
                lease.release();
                lease.unloadKernels();
                if (together.size() == 1) {
                    run(together);
                } else {
                    together.forEach(one -> compute(List.of(one)));
                }
            }
        } catch (RuntimeException | Error failure) {
            lease.spoil();
            together.forEach(work -> work.fail(failure));
            if (failure instanceof VirtualMachineError) {
                throw failure;
            }
        }
    }

    private void run(List<? extends Work> together) {
        if (together.get(0) instanceof Call<?> call) {
            call.run(lease);
            return;
        }
        List<LossCall> calls = together.stream().map(LossCall.class::cast).toList();
        List<LossResult> results = LossRequest.compute(
                lease, calls.stream().map(call -> call.request).toList());
        for (int i = 0; i < calls.size(); i++) {
            calls.get(i).result.complete(results.get(i));
        }
    }

    /** What is computed next, together. */
    private List<Work> next() throws InterruptedException {
        synchronized (waiting) {
            boolean holding = true;
            while (waiting.isEmpty()) {
                if (holding) {
                    waiting.wait(TimeUnit.SECONDS.toMillis(IDLE_SECONDS));
                    if (waiting.isEmpty()) {
                        release();
                        holding = false;
                    }
                } else {
                    waiting.wait();
                }
            }
            Work first = waiting.remove();
            return first instanceof LossCall call ? together(call) : List.of(first);
        }
    }

    private void release() {
        try {
            lease.release();
        } catch (GpuUnavailableException broken) {
            log.warn("Memory was not given back: {}", broken.getMessage());
        }
    }

    private List<Work> together(LossCall first) {
        List<Work> together = new ArrayList<>();
        together.add(first);
        GroupSize group = GroupSize.of(first.request.member());
        for (Iterator<Work> others = waiting.iterator(); others.hasNext(); ) {
            if (others.next() instanceof LossCall other && first.request.goesWith(other.request)) {
                GroupSize more = group.with(other.request.member());
                if (first.request.fits(more, lease.memory().limit())) {
                    group = more;
                    together.add(other);
                    others.remove();
                }
            }
        }
        return together;
    }
}
