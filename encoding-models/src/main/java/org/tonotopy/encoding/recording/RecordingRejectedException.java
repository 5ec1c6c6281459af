package org.tonotopy.encoding.recording;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The file does not hold a usable recording. Carries everything that was found, not only the first. */
public final class RecordingRejectedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    public RecordingRejectedException(List<Finding> findings) {
        super(findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .map(finding -> finding.where() + ": " + finding.what() + " " + finding.remedy())
                .collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** What was found, errors and notices. */
    public List<Finding> findings() {
        return findings;
    }
}
