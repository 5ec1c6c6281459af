package org.tonotopy.api.account;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;

/**
 * Counts what accounts, and addresses without one, ask of this process. What was not used is saved up for one minute; of very many
 * callers, those that were not heard of for the longest time begin anew.
 */
@Component
public class RequestRates {
    private static final int MOST_CALLERS = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int perMinute;
    private final ConcurrentLruCache<Object, Bucket> buckets;

    RequestRates(AccessSettings settings) {
        perMinute = settings.requestsPerMinute();
        buckets = new ConcurrentLruCache<>(
                MOST_CALLERS,
                caller -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                        .build());
    }

    /** Requests that one caller may send within a minute; 0: any number. */
    public int perMinute() {
        return perMinute;
    }

    /**
     * Counts a request.
     *
     * @param caller account or address
     * @return when the next request may come; empty where this one may
     */
    Optional<Duration> count(Object caller) {
        if (perMinute == 0) {
            return Optional.empty();
        }
        ConsumptionProbe probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
