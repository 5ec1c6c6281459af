package org.tonotopy.api.upload;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.store.ObjectCleanup;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.upload.UploadSessions;

/** Gives up uploads in parts that nobody goes on with. */
@Component
public class ExpiredUploads {
    private final UploadSessions sessions;
    private final ObjectCleanup cleanup;
    private final UploadSettings settings;
    private final Clock clock;

    ExpiredUploads(UploadSessions sessions, ObjectCleanup cleanup, UploadSettings settings, Clock clock) {
        this.sessions = sessions;
        this.cleanup = cleanup;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Ends them and removes what has arrived of them.
     *
     * @return parts that were removed
     * @throws IOException if the store fails; what is left is removed as any object that nothing points to
     */
    public int remove() throws IOException {
        List<ObjectKey> parts = sessions.endUnusedSince(clock.instant().minus(settings.expireAfter()));
        cleanup.removeNow(parts);
        return parts.size();
    }
}
