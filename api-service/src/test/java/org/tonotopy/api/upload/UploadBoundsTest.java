package org.tonotopy.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.registry.store.StoreFolder;

class UploadBoundsTest {
    @Test
    void oneAccountLeavesSlotsForOthersAndAllLeaveThreads() {
        UploadSlots slots = new UploadSlots();
        UUID greedy = UUID.randomUUID();
        List<UploadSlots.Slot> taken = new ArrayList<>();
        for (int upload = 0; upload < UploadSlots.OF_AN_ACCOUNT; upload++) {
            taken.add(slots.take(greedy));
        }
        assertThatThrownBy(() -> slots.take(greedy))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("send fewer side by side");
        while (taken.size() < UploadSlots.ALL) {
            taken.add(slots.take(UUID.randomUUID()));
        }
        assertThatThrownBy(() -> slots.take(UUID.randomUUID()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("in a moment");
        taken.forEach(UploadSlots.Slot::close);
        slots.take(greedy).close();
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeItIsSent(@TempDir Path folder) throws IOException {
        StoreRoom room = new StoreRoom(new StoreFolder(folder).open());
        room.require("size_bytes", 1);
        assertThatThrownBy(() -> room.require("size_bytes", Long.MAX_VALUE / 2))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(507);
                    assertThat(refusal.fields().get(0).field()).isEqualTo("size_bytes");
                    assertThat(refusal.fields().get(0).remedy()).contains("more space");
                });
    }
}
