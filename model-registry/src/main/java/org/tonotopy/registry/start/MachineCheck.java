package org.tonotopy.registry.start;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Looks at the machine before anything of a service is started: what lacks there would otherwise be found by the first job or
 * request that needs it, and be told to somebody who cannot mend it.
 *
 * @param failure what the machine lacks, in a sentence; empty where it lacks nothing
 */
public record MachineCheck(Supplier<Optional<String>> failure)
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** @throws UnfitMachineException if the machine lacks something */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        failure.get().ifPresent(sentence -> {
            throw new UnfitMachineException(sentence);
        });
    }
}
