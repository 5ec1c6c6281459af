package org.tonotopy.api.submission;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often predictions may be sent to be scored.
 *
 * @param perDay submissions of an account for a benchmark within 24 hours that are scored; at least 1
 */
@ConfigurationProperties("tonotopy.submissions")
record SubmissionSettings(@DefaultValue("5") int perDay) {
    /** @throws IllegalArgumentException if nobody could send anything */
    SubmissionSettings {
        if (perDay < 1) {
            throw new IllegalArgumentException("TONOTOPY_SUBMISSIONS_PER_DAY is " + perDay + "; use 1 or more");
        }
    }
}
