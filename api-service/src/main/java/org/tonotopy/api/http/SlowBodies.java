package org.tonotopy.api.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.problem.ProblemWriter;

/**
 * Bounds the requests at a time whose bodies are still on their way. Each keeps a thread of the server at its client's pace, also after
 * it was answered: the server reads what nobody wanted. So a few connections that send a byte now and then, of nobody known, would
 * keep all threads. Bodies that came with their request need no slot; those of uploads have slots of their own.
 */
@Component
class SlowBodies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    /** With those of the uploads below the server's 50 threads. */
    static final int ALL = 12;

    /** As many as the server would read by itself. */
    private static final long MOST_SKIPPED_BYTES = 2 << 20;

    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Duration STEP = Duration.ofMillis(5);

    private static final String ASK_AGAIN_SECONDS = "5";

    private final Semaphore slots = new Semaphore(ALL);
    private final ProblemWriter problems;

    SlowBodies(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addEngineValves(new Gate());
    }

    private final class Gate extends ValveBase {
        Gate() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
                // The head is not one; the server closes the connection, and there may be neither method nor address.
                getNext().invoke(request, response);
                return;
            }
            if (BodyLimitFilter.isStreamed(request)
                    || isThere(request)
                    || (slots.availablePermits() == 0 && comes(request))) {
                getNext().invoke(request, response);
                if (isUnread(request)) {
                    response.finishResponse();
                    skipIfThereIsASlot(request, response);
                }
            } else if (slots.tryAcquire()) {
                try {
                    getNext().invoke(request, response);
                    if (isUnread(request)) {
                        response.finishResponse();
                        skip(request, response);
                    }
                } finally {
                    slots.release();
                }
            } else {
                response.setHeader(HttpHeaders.RETRY_AFTER, ASK_AGAIN_SECONDS);
                problems.write(
                        response.getResponse(),
                        ProblemType.OVERLOADED,
                        "Too many requests are on their way at once: send it again in a moment.");
                response.finishResponse();
                hearNoMore(response);
            }
        }

        private void skipIfThereIsASlot(Request request, Response response) {
            if (slots.tryAcquire()) {
                try {
                    skip(request, response);
                } finally {
                    slots.release();
                }
            } else {
                hearNoMore(response);
            }
        }
    }

    /** Whether nobody has to wait for the body, or there is none. */
    private static boolean isThere(Request request) {
        if (isRead(request)) {
            return true;
        }
        org.apache.coyote.Request coming = request.getCoyoteRequest();
        coming.action(ActionCode.AVAILABLE, Boolean.TRUE);
        long length = request.getContentLengthLong();
        return length >= 0 && coming.getAvailable() >= length;
    }

    /** Whether it is all there in a moment: many clients send it just after the head. */
    private static boolean comes(Request request) {
        long late = System.nanoTime() + MOMENT.toNanos();
        while (System.nanoTime() < late) {
            LockSupport.parkNanos(STEP.toNanos());
            if (isThere(request)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRead(Request request) {
        AtomicBoolean read = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }

    private static boolean isUnread(Request request) {
        return !isRead(request) && !request.isAsync();
    }

    /** Reads what nobody wanted, so that a client that sends before it listens is answered; but not whatever it sends. */
    private static void skip(Request request, Response response) {
        Skipped skipped = new Skipped();
        long bytes = 0;
        try {
            int more = 0;
            while (!isRead(request) && more >= 0 && bytes < MOST_SKIPPED_BYTES) {
                more = request.getCoyoteRequest().doRead(skipped);
                bytes += Math.max(more, 0);
            }
        } catch (IOException gone) {
            hearNoMore(response);
        }
        if (!isRead(request)) {
            hearNoMore(response);
        }
    }

    private static void hearNoMore(Response response) {
        response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
    }

    /** Where what was read goes: nowhere. */
    private static final class Skipped implements ApplicationBufferHandler {
        private @Nullable ByteBuffer last;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            last = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return last == null ? EMPTY_BUFFER : last;
        }

        @Override
        public void expand(int size) {}
    }
}
