package org.tonotopy.worker.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;
import org.tonotopy.encoding.cuda.GpuUnavailableException;
import org.tonotopy.encoding.network.vector.VectorBackend;
import org.tonotopy.registry.worker.WorkerDevice;
import org.tonotopy.worker.WorkerSettings;

@ExtendWith(OutputCaptureExtension.class)
class ComputingDeviceTest {
    /** A worker that was told to use a graphics processor. */
    static class Told {
        @Bean
        WorkerSettings settings() {
            return new WorkerSettings(
                    "",
                    1,
                    WorkerDevice.GPU,
                    DataSize.ofBytes(0),
                    Duration.ZERO,
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(3));
        }

        @Bean
        SimpleMeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    @Test
    void aWorkerWithoutTheGraphicsProcessorThatItWasToldToUseIsNotStartedAndSaysWhy(CapturedOutput output) {
        assumeFalse(Files.exists(Path.of("/dev/nvidia0")), "there is a graphics processor here");
        assertThatThrownBy(() -> new SpringApplicationBuilder(DeviceConfiguration.class, Told.class)
                        .web(WebApplicationType.NONE)
                        .run())
                .hasRootCauseInstanceOf(LinkageError.class);
        assertThat(output.getAll())
                .containsPattern("Description:\\s+There is no graphics processor to compute on: .*libcu")
                .contains("set TONOTOPY_WORKER_DEVICE=cpu");
    }

    @Test
    void whatComputedWronglyOnceIsGivenNoJobAnyMoreAndHealthSaysWhy() {
        AtomicInteger proofs = new AtomicInteger();
        ComputingDevice device = new ComputingDevice(WorkerDevice.GPU, new VectorBackend(), () -> {
            if (proofs.incrementAndGet() == 3) {
                throw new GpuUnavailableException("its loss is off by 0.3");
            }
        });
        assertThat(device.isFit()).isTrue();
        assertThat(new DeviceHealth(device).health().getStatus()).isEqualTo(Status.UP);
        assertThat(device.isFit()).isFalse();
        assertThat(device.isFit()).isFalse();
        assertThat(proofs).hasValue(3);
        Health health = new DeviceHealth(device).health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsEntry("reason", "its loss is off by 0.3");
    }

    @Test
    void aProofThatWasInterruptedSaysNothingOfTheDevice() {
        AtomicInteger proofs = new AtomicInteger();
        ComputingDevice device = new ComputingDevice(WorkerDevice.GPU, new VectorBackend(), () -> {
            if (proofs.incrementAndGet() == 2) {
                throw new IllegalStateException("interrupted");
            }
        });
        assertThatThrownBy(device::isFit).hasMessage("interrupted");
        assertThat(device.isFit()).isTrue();
        assertThat(device.failure()).isEmpty();
    }

    @Test
    void whatFailsTheFirstProofIsNoDevice() {
        assertThatThrownBy(() -> new ComputingDevice(WorkerDevice.GPU, new VectorBackend(), () -> {
                    throw new IllegalStateException("wrong");
                }))
                .hasMessage("wrong");
    }
}
