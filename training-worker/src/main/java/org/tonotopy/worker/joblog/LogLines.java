package org.tonotopy.worker.joblog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes what was logged as lines that can be kept and shown: time, level, who logged it, what; then the stack trace. */
final class LogLines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** A recording's name or a path of many lines is not worth more. */
    private static final int LONGEST_LINE = 8_000;

    private static final int LONGEST_EVENT = 200_000;
    private static final String CUT = " [cut]";

    /** Neither a database nor a terminal should get what is not text. */
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

    private final SecretMask mask;

    LogLines(SecretMask mask) {
        this.mask = mask;
    }

    /** The lines of something that was logged. */
    List<String> of(ILoggingEvent event) {
        String text = event.getFormattedMessage();
        if (event.getThrowableProxy() != null) {
            text += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        }
        return of(event.getInstant(), event.getLevel().toString(), shortName(event.getLoggerName()), text);
    }

    /** See {@link #of(ILoggingEvent)}. */
    List<String> of(Instant time, String level, String logger, String text) {
        String kept = text.length() > LONGEST_EVENT ? text.substring(0, LONGEST_EVENT) + CUT : text;
        String line = TIME.format(time) + " " + String.format(Locale.ROOT, "%-5s", level) + " " + logger + " " + kept;
        return mask.mask(line).lines().map(LogLines::clean).toList();
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static String clean(String line) {
        String cut = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + CUT : line;
        // Half a character, as cutting leaves it, becomes a question mark.
        String whole = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return NOT_TEXT.matcher(whole).replaceAll("\uFFFD");
    }
}
