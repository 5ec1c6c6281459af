package org.tonotopy.worker.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.worker.queue.JobCancelledException;
import org.tonotopy.worker.queue.JobFailedException;

class ThreadBudgetTest {
    private static final Runnable PATIENT = () -> {};

    private final ThreadBudget budget = new ThreadBudget(3);

    @Test
    void whatIsFreeIsTakenAndNeverMoreThanThereIs() {
        try (var large = budget.take(2, PATIENT);
                var rest = budget.take(5, PATIENT)) {
            assertThat(large.threads()).isEqualTo(2);
            assertThat(rest.threads()).isEqualTo(1);
        }
        try (var all = budget.take(5, PATIENT)) {
            assertThat(all.threads()).isEqualTo(3);
        }
    }

    @Test
    void waitingEndsWithWhatIsThrownMeanwhile() {
        try (var all = budget.take(3, PATIENT)) {
            assertThatThrownBy(() -> budget.take(1, () -> {
                        throw new JobCancelledException();
                    }))
                    .isInstanceOf(JobCancelledException.class);
        }
    }

    @Test
    void partsOfSeveralJobsTogetherKeepToTheBudgetAndAnswerInOrder() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<SideBySide.Part<Integer>> parts = IntStream.range(0, 40)
                .<SideBySide.Part<Integer>>mapToObj(number -> abandoned -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    running.decrementAndGet();
                    return number;
                })
                .toList();
        List<Thread> jobs = IntStream.range(0, 4)
                .mapToObj(job -> new Thread(() -> {
                    try {
                        assertThat(new SideBySide(budget, PATIENT).run(parts))
                                .containsExactlyElementsOf(
                                        IntStream.range(0, 40).boxed().toList());
                    } catch (JobFailedException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }))
                .toList();

        jobs.forEach(Thread::start);
        for (Thread job : jobs) {
            job.join();
        }

        assertThat(most.get()).isLessThanOrEqualTo(3);
        try (var all = budget.take(3, PATIENT)) {
            assertThat(all.threads()).isEqualTo(3);
        }
    }

    @Test
    void theFirstFailureEndsThePartsThatRunAndThoseThatWait() {
        AtomicInteger begun = new AtomicInteger();
        List<SideBySide.Part<Integer>> parts = IntStream.range(0, 30)
                .<SideBySide.Part<Integer>>mapToObj(number -> abandoned -> {
                    begun.incrementAndGet();
                    if (number == 1) {
                        throw new JobFailedException(FailureKind.DIVERGED, "number 1");
                    }
                    while (!abandoned.getAsBoolean()) {
                        Thread.onSpinWait();
                    }
                    return number;
                })
                .toList();

        assertThatThrownBy(() -> new SideBySide(budget, PATIENT).run(parts))
                .isInstanceOf(JobFailedException.class)
                .hasMessage("number 1");
        assertThat(begun.get()).isLessThanOrEqualTo(4);
    }
}
