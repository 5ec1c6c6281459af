package org.tonotopy.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.hibernate.TransactionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.JobFailure;

class FailureDiagnosisTest {
    @Test
    void anExhaustedHeapIsOutOfMemoryAlsoWhereSomethingWrapsIt() {
        JobFailure failure = FailureDiagnosis.of(
                new IllegalStateException(new RuntimeException(new OutOfMemoryError("Java heap space"))), "worker-1");

        assertThat(failure.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
        assertThat(failure.message()).contains("worker-1", "Java heap space");
    }

    @Test
    void aKnownFailureKeepsItsKindAndSentence() {
        JobFailure failure =
                FailureDiagnosis.of(new JobFailedException(FailureKind.DIVERGED, "It diverged."), "worker-1");

        assertThat(failure).isEqualTo(new JobFailure(FailureKind.DIVERGED, "It diverged."));
    }

    @Test
    void anythingElseIsADefectThatNamesTheLogToReadAndNotItsInside() {
        JobFailure failure = FailureDiagnosis.of(new IllegalStateException("/etc/secret"), "worker-1");

        assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(failure.message())
                .contains("IllegalStateException", "worker-1")
                .doesNotContain("secret");
    }

    @Test
    void aCircleOfCausesIsLeft() {
        RuntimeException outer = new RuntimeException("outer");
        RuntimeException inner = new RuntimeException("inner", outer);
        outer.initCause(inner);

        assertThat(FailureDiagnosis.of(outer, "worker-1").kind()).isEqualTo(FailureKind.INTERNAL);
    }

    @Test
    void aDatabaseThatIsAwayIsToldFromARowThatIsRefused() {
        assertThat(FailureDiagnosis.isDatabaseOutage(
                        new DataAccessResourceFailureException("gone", new SQLException())))
                .isTrue();
        assertThat(FailureDiagnosis.isDatabaseOutage(
                        new JpaSystemException(new TransactionException("Unable to rollback against JDBC Connection"))))
                .isTrue();
        assertThat(FailureDiagnosis.isDatabaseOutage(new CannotCreateTransactionException("gone")))
                .isTrue();
        assertThat(FailureDiagnosis.isDatabaseOutage(new DataIntegrityViolationException("refused")))
                .isFalse();
    }
}
