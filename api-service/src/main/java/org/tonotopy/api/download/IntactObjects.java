package org.tonotopy.api.download;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.VerifiedRead;

/**
 * Which objects were read and found to be what was stored. Each version of an object is read once for all the ranges of it
 * that are asked for within some time, also by those who ask while it is being read; whoever went away meanwhile and comes
 * back finds it read.
 */
@Component
class IntactObjects {
    private static final int REMEMBERED = 1000;

    /** Damage behind the store's back is found after this at the latest. */
    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);

    private final ObjectStore store;
    private final Clock clock;
    private final Map<Version, CompletableFuture<Instant>> checks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, CompletableFuture<Instant>> eldest) {
            return size() > REMEMBERED;
        }
    };

    IntactObjects(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Version(ObjectKey key, String sha256, String stored) {}

    /**
     * Reads an object against its hash, unless that was done lately and it was not written since.
     *
     * @throws org.tonotopy.registry.store.ContentMismatchException if it is not what was stored
     * @throws IOException if the store fails
     */
    void require(StoredObject object) throws IOException {
        String stored = store.version(object.objectKey())
                .orElseThrow(() -> new NoSuchFileException(object.objectKey().path()));
        Version version = new Version(object.objectKey(), object.content().sha256(), stored);
        CompletableFuture<Instant> own = new CompletableFuture<>();
        CompletableFuture<Instant> earlier = begin(version, own);
        if (earlier == null) {
            check(version, object, own);
        } else {
            await(earlier);
        }
    }

    /** The check that counts already; null where this one begins. */
    private @Nullable CompletableFuture<Instant> begin(Version version, CompletableFuture<Instant> own) {
        Instant oldest = clock.instant().minus(REMEMBERED_FOR);
        synchronized (checks) {
            CompletableFuture<Instant> earlier = checks.get(version);
            boolean counts = earlier != null
                    && (!earlier.isDone() || earlier.getNow(Instant.MIN).isAfter(oldest));
            if (counts) {
                return earlier;
            }
            checks.put(version, own);
            return null;
        }
    }

    private void check(Version version, StoredObject object, CompletableFuture<Instant> own) throws IOException {
        Instant begun = clock.instant();
        try {
            VerifiedRead.check(store, object);
            own.complete(begun);
        } catch (IOException | RuntimeException | Error failure) {
            synchronized (checks) {
                checks.remove(version, own);
            }
            own.completeExceptionally(failure);
            throw failure;
        }
    }

    private static void await(CompletableFuture<Instant> check) throws IOException {
        try {
            var unused = check.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
