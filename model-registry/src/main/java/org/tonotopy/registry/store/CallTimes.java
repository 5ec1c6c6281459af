package org.tonotopy.registry.store;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * How long calls of an S3 store may take: a store that takes connections and does not answer must not hold those who ask
 * it. The SDK tries a call again within its time.
 */
final class CallTimes {
    /** Looking at one thing, or removing one: short, because row and bytes are kept in step while one of them is held. */
    static final Consumer<AwsRequestOverrideConfiguration.Builder> LOOK = times(3, 6);

    /** A page of a list. */
    static final Consumer<AwsRequestOverrideConfiguration.Builder> LISTING = times(30, 60);

    /** Up to the first byte of an object; what follows ends when nothing comes for the client's time of silence. */
    static final Consumer<AwsRequestOverrideConfiguration.Builder> OPENING = times(20, 60);

    /** A part on its way to the store, up to 40 MiB. */
    static final Consumer<AwsRequestOverrideConfiguration.Builder> TRANSFER = times(120, 300);

    /** Making parts an object, which takes some stores minutes. */
    static final Consumer<AwsRequestOverrideConfiguration.Builder> COMPLETION = times(300, 600);

    private CallTimes() {}

    private static Consumer<AwsRequestOverrideConfiguration.Builder> times(int attemptSeconds, int callSeconds) {
        return call -> call.apiCallAttemptTimeout(Duration.ofSeconds(attemptSeconds))
                .apiCallTimeout(Duration.ofSeconds(callSeconds));
    }
}
