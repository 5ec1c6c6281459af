package org.tonotopy.registry.dispatch;

import java.time.Duration;
import java.util.Optional;

/**
 * What a job that waits can expect.
 *
 * @param reason why it waits
 * @param position its place in the order in which jobs begin, from 1, as things stand; empty where it has none
 * @param startsIn when it may begin, guessed from how long such jobs took; empty where nobody knows
 */
public record Outlook(WaitReason reason, Optional<Long> position, Optional<Duration> startsIn) {}
