package org.tonotopy.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.problem.ProblemWriter;
import org.tonotopy.registry.store.ContentTooLargeException;

/** Bodies that are read into memory are bounded before they are; uploads are streamed and have a limit of their own. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class BodyLimitFilter extends OncePerRequestFilter {
    private static final List<String> STREAMED = List.of("/api/v1/uploads/", "/datasets/uploads/");

    private final long limitBytes;
    private final ProblemWriter problems;

    BodyLimitFilter(RequestSettings settings, ProblemWriter problems) {
        this.limitBytes = settings.limit().toBytes();
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return isStreamed(request);
    }

    /** Whether a body goes to the store and not into memory. */
    static boolean isStreamed(HttpServletRequest request) {
        return "PUT".equals(request.getMethod()) && STREAMED.stream().anyMatch(request.getRequestURI()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limitBytes) {
            problems.write(
                    response,
                    ProblemType.TOO_LARGE,
                    "The body is longer than the limit of " + limitBytes + " bytes; send large content as an upload.");
            return;
        }
        chain.doFilter(new BoundedRequest(request, limitBytes), response);
    }

    /** A request without an announced length is cut off at the limit. */
    private static final class BoundedRequest extends HttpServletRequestWrapper {
        private final long limitBytes;

        BoundedRequest(HttpServletRequest request, long limitBytes) {
            super(request);
            this.limitBytes = limitBytes;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedBody(super.getInputStream(), limitBytes);
        }
    }

    private static final class BoundedBody extends ServletInputStream {
        private final ServletInputStream body;
        private final long limitBytes;
        private long count;

        BoundedBody(ServletInputStream body, long limitBytes) {
            this.body = body;
            this.limitBytes = limitBytes;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = body.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) throws IOException {
            count += bytes;
            if (count > limitBytes) {
                throw new ContentTooLargeException(limitBytes);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
