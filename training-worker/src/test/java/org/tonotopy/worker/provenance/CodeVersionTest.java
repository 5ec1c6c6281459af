package org.tonotopy.worker.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class CodeVersionTest {
    @Test
    void aCleanBuildNamesReleaseAndCommit() {
        assertThat(CodeVersion.of(build("0.1.0", "0123456789ab", "false")))
                .isEqualTo(new CodeVersion("0.1.0+0123456789ab", false));
    }

    @Test
    void aBuildWithUncommittedChangesSaysSo() {
        assertThat(CodeVersion.of(build("0.1.0", "0123456789ab", "true")).dirty())
                .isTrue();
    }

    @Test
    void nobodyVouchesForABuildWithoutAHistory() {
        assertThat(CodeVersion.of(build("0.1.0", "${git.commit.id.abbrev}", "${git.dirty}")))
                .isEqualTo(new CodeVersion("0.1.0+unknown", true));
    }

    @Test
    void thisBuildWroteDownItsRelease() {
        assertThat(CodeVersion.ofThisProgram().version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*\\+.+");
    }

    private static Properties build(String version, String commit, String dirty) {
        Properties build = new Properties();
        build.setProperty("version", version);
        build.setProperty("commit", commit);
        build.setProperty("dirty", dirty);
        return build;
    }
}
