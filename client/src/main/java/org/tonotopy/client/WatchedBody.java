package org.tonotopy.client;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;

/**
 * A body that ends with an error when nothing of it comes for too long while somebody waits for it. The connection does
 * not tell: one whose other end has gone silently stays open for ever.
 */
final class WatchedBody<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> body;
    private final Duration silence;
    private long wanted;
    private long waitingSince = System.nanoTime();
    private boolean delivering;
    private boolean ended;
    private CompletableFuture<Boolean> timer = new CompletableFuture<>();

    /**
     * Watches a body.
     *
     * @param silence how long nothing may come
     */
    WatchedBody(BodySubscriber<T> body, Duration silence) {
        this.body = body;
        this.silence = silence;
    }

    @Override
    public CompletionStage<T> getBody() {
        return body.getBody();
    }

    @Override
    public void onSubscribe(Subscription source) {
        body.onSubscribe(new Subscription() {
            @Override
            public void request(long count) {
                want(count);
                source.request(count);
            }

            @Override
            public void cancel() {
                end();
                source.cancel();
            }
        });
        lookIn(silence, source);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        synchronized (this) {
            if (ended) {
                return;
            }
            wanted--;
            delivering = true;
        }
        try {
            body.onNext(buffers);
        } finally {
            synchronized (this) {
                delivering = false;
                waitingSince = System.nanoTime();
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (end()) {
            body.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (end()) {
            body.onComplete();
        }
    }

    private synchronized void want(long count) {
        if (wanted == 0) {
            waitingSince = System.nanoTime();
        }
        wanted = wanted > Long.MAX_VALUE - count ? Long.MAX_VALUE : wanted + count;
    }

    /** Whether it had not ended before. */
    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        // Otherwise the timer would hold the body until it runs out.
        timer.cancel(false);
        return first;
    }

    private synchronized void lookIn(Duration pause, Subscription source) {
        if (!ended) {
            timer = new CompletableFuture<Boolean>().completeOnTimeout(true, pause.toNanos(), TimeUnit.NANOSECONDS);
            var unused = timer.thenRunAsync(() -> look(source));
        }
    }

    private void look(Subscription source) {
        Duration left = silence;
        synchronized (this) {
            if (ended) {
                return;
            }
            // Who reads slowly is not who waits.
            if (wanted > 0 && !delivering) {
                left = silence.minusNanos(System.nanoTime() - waitingSince);
            }
            ended = left.isNegative() || left.isZero();
            if (!ended) {
                lookIn(left, source);
                return;
            }
        }
        source.cancel();
        body.onError(new HttpTimeoutException("nothing came for " + silence.toSeconds() + " s"));
    }
}
