package org.tonotopy.encoding.cuda;

import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;

/**
 * Computes networks in float32 on a graphics processor, and leaves every network that it has no kernels for to another backend:
 * each network tells which one computes it.
 */
public final class CudaBackend implements NetworkBackend {
    private static final int VERSION = 2;

    private final CudaDevice device;
    private final NetworkBackend others;

    /**
     * @param device the processor
     * @param others what computes the networks that there are no kernels for
     */
    public CudaBackend(CudaDevice device, NetworkBackend others) {
        this.device = device;
        this.others = others;
    }

    @Override
    public String name() {
        GpuDescription gpu = device.description();
        return "cuda " + VERSION + ", float32, " + gpu.name() + ", compute capability " + gpu.major() + "."
                + gpu.minor();
    }

    /** Whether there are kernels for a network. */
    public static boolean computes(NetworkSpec spec, NetworkShape shape) {
        return NetworkPlan.of(spec, shape).isPresent();
    }

    @Override
    public Network network(NetworkSpec spec, NetworkShape shape, int threads) {
        return NetworkPlan.of(spec, shape)
                .<Network>map(plan -> new CudaNetwork(device, plan, name()))
                .orElseGet(() -> others.network(spec, shape, threads));
    }
}
