package org.tonotopy.encoding.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BatchRunnerTest {
    private static final List<ResponseTarget> TARGETS = ResponseTarget.each(12);

    @Test
    void whenItIsOverNoneOfItsThreadsGoesOn() {
        AtomicInteger running = new AtomicInteger();
        Queue<Integer> heard = new ConcurrentLinkedQueue<>();
        CountDownLatch bothBegan = new CountDownLatch(2);
        FeatureListener<Integer> listener = new FeatureListener<>() {
            @Override
            public void onFinished(Integer result) {
                heard.add(result);
            }

            @Override
            public FeatureDecision onProgress(FeatureProgress progress) {
                return FeatureDecision.CONTINUE;
            }
        };
        BatchRunner.Batch<Integer> batch = (targets, progress) -> {
            int first = targets.get(0).neurons().get(0);
            running.incrementAndGet();
            bothBegan.countDown();
            try {
                bothBegan.await();
                if (first == 0) {
                    throw new IllegalStateException("the store is full");
                }
                while (progress.advance(0)) {
                    Thread.onSpinWait();
                }
                return List.of(first);
            } catch (InterruptedException interruption) {
                throw new IllegalStateException(interruption);
            } finally {
                running.decrementAndGet();
            }
        };

        assertThatThrownBy(() -> new BatchRunner<Integer, Integer>(TARGETS.size(), Function.identity(), listener)
                        .run(TARGETS, 1, 2, batch))
                .hasMessage("the store is full");

        assertThat(running).hasValue(0);
        // Two had begun; no other began after the failure, and nobody hears of what came after it.
        assertThat(heard).isEmpty();
    }

    @Test
    void whatTakesLongIsDoneBesideOtherThreads() {
        CountDownLatch both = new CountDownLatch(2);
        Function<ResponseTarget, ResponseTarget> slowly = result -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException interruption) {
                throw new IllegalStateException(interruption);
            }
            return result;
        };
        CollectedFeatures<ResponseTarget> collected = new CollectedFeatures<>(FeatureListener.silent());

        new BatchRunner<>(TARGETS.size(), slowly, collected).run(TARGETS, 6, 2, (some, progress) -> some);

        assertThat(collected.inOrderOf(TARGETS, target -> target)).isEqualTo(TARGETS);
    }
}
