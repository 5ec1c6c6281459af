package org.tonotopy.worker.device;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tonotopy.encoding.cuda.CudaBackend;
import org.tonotopy.encoding.cuda.CudaDevice;
import org.tonotopy.encoding.cuda.CudaProof;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.vector.VectorBackend;
import org.tonotopy.registry.worker.WorkerDevice;
import org.tonotopy.worker.WorkerSettings;

/** Opens what this worker computes on. */
@Configuration(proxyBeanMethods = false)
class DeviceConfiguration {
    private static final Logger log = LoggerFactory.getLogger(DeviceConfiguration.class);

    @Bean
    ComputingDevice computingDevice(WorkerSettings settings, MeterRegistry meters) {
        return switch (settings.device()) {
            case CPU -> new ComputingDevice(settings.device(), new VectorBackend(), () -> {});
            case GPU -> gpu(meters);
        };
    }

    private static ComputingDevice gpu(MeterRegistry meters) {
        CudaDevice gpu = CudaDevice.open();
        ComputingDevice device = new ComputingDevice(
                WorkerDevice.GPU, new CudaBackend(gpu, new VectorBackend()), new CudaProof(gpu)::prove);
        log.info("Proved by computing: {}", gpu.description());
        Gauge.builder("tonotopy.gpu.memory.used", gpu, CudaDevice::memoryUsed)
                .description("Memory of the graphics processor that batches and copies of recordings take")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("tonotopy.gpu.memory.limit", gpu, CudaDevice::memoryLimit)
                .description("Memory of the graphics processor that they may take")
                .baseUnit("bytes")
                .register(meters);
        return device;
    }

    @Bean
    NetworkBackend backend(ComputingDevice device) {
        return device.backend();
    }

    @Bean
    DeviceHealth deviceHealthIndicator(ComputingDevice device) {
        return new DeviceHealth(device);
    }
}
