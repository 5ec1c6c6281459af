package org.tonotopy.encoding.recording;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.recording.Finding.Code;

/** Collects findings, so that a person sees all of them at once and not one for each upload. */
public final class FindingLog {

    private final List<Finding> findings = new ArrayList<>();

    /** Something for which the recording is refused. */
    public void error(Code code, String where, String what, String remedy) {
        findings.add(Finding.error(code, where, what, remedy));
    }

    /** Something worth knowing, for all that the recording is taken. */
    public void notice(Code code, String where, String what, String remedy) {
        findings.add(Finding.notice(code, where, what, remedy));
    }

    /** What was found elsewhere. */
    public void add(Finding finding) {
        findings.add(finding);
    }

    /** @throws RecordingRejectedException where an error was found */
    public void rejectIfWrong() throws RecordingRejectedException {
        if (findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)) {
            throw new RecordingRejectedException(findings);
        }
    }

    /** Refuses the recording at once: what follows cannot be read, or must not be. */
    public RecordingRejectedException rejection(Code code, String where, String what, String remedy) {
        error(code, where, what, remedy);
        return new RecordingRejectedException(findings);
    }

    /** What was found so far. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
