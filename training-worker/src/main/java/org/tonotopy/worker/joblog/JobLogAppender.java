package org.tonotopy.worker.joblog;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;
import org.tonotopy.registry.job.Attempt;

/**
 * Gives each line that is logged with a job and an attempt in its diagnostic context to the log of that attempt. It comes
 * back when the logging system is set up anew, as it is where another application starts in the same process.
 */
final class JobLogAppender extends UnsynchronizedAppenderBase<ILoggingEvent> implements LoggerContextListener {
    private static final String JOB = "job";
    private static final String ATTEMPT = "attempt";

    private final LogLines lines;
    private final Map<String, AttemptLog> open = new ConcurrentHashMap<>();

    JobLogAppender(LogLines lines) {
        this.lines = lines;
        setName("job logs");
    }

    private static LoggerContext logging() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    /** Begins to hear what is logged. */
    void attach() {
        LoggerContext logging = logging();
        setContext(logging);
        listen(logging);
        logging.addListener(this);
    }

    private void listen(LoggerContext logging) {
        start();
        logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(this);
    }

    /** Ends what {@link #attach} began. */
    void detach() {
        LoggerContext logging = logging();
        logging.removeListener(this);
        logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(this);
        stop();
    }

    /** From now on, lines of an attempt go to a log. */
    void open(Attempt attempt, AttemptLog log) {
        open.put(key(attempt.jobId().toString(), String.valueOf(attempt.number())), log);
    }

    /** Lines of an attempt go nowhere any more. */
    void close(Attempt attempt) {
        open.remove(key(attempt.jobId().toString(), String.valueOf(attempt.number())));
    }

    /** Whether no attempt is open. */
    boolean isIdle() {
        return open.isEmpty();
    }

    private static String key(String job, String attempt) {
        return job + "/" + attempt;
    }

    @Override
    protected void append(ILoggingEvent event) {
        Map<String, String> context = event.getMDCPropertyMap();
        String job = context.get(JOB);
        String attempt = context.get(ATTEMPT);
        if (job != null && attempt != null) {
            Optional.ofNullable(open.get(key(job, attempt))).ifPresent(log -> log.append(lines.of(event)));
        }
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onReset(LoggerContext logging) {
        listen(logging);
    }

    @Override
    public void onStart(LoggerContext logging) {}

    @Override
    public void onStop(LoggerContext logging) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}
}
