package org.tonotopy.api.upload;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.tonotopy.registry.store.ContentTooLargeException;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectLedger;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.StoredObjectRepository;

/** Takes uploads into the object store; holds no transaction and no connection while bytes flow. */
@Service
class UploadService {
    private final ObjectStore store;
    private final StoredObjectRepository objects;
    private final ObjectLedger ledger;
    private final StoreRoom room;
    private final long limitBytes;
    private final DistributionSummary sizes;

    UploadService(
            ObjectStore store,
            StoredObjectRepository objects,
            ObjectLedger ledger,
            StoreRoom room,
            UploadSettings settings,
            MeterRegistry meters) {
        this.store = store;
        this.objects = objects;
        this.ledger = ledger;
        this.room = room;
        this.limitBytes = settings.limit().toBytes();
        this.sizes = DistributionSummary.builder("tonotopy.upload.size")
                .description("Uploads that were stored, whole or put together from parts")
                .baseUnit(BaseUnits.BYTES)
                .register(meters);
    }

    /** What is stored under a hash. */
    Optional<StoredContent> find(String sha256) throws IOException {
        ObjectKey key = ObjectKey.ofContent(sha256);
        Optional<StoredContent> recorded = objects.find(key).map(StoredObject::content);
        return recorded.isPresent() && store.size(key).isPresent() ? recorded : Optional.empty();
    }

    /** What is stored under a hash, which is not removed soon: somebody is about to ask for it. */
    Optional<StoredContent> keep(String sha256) throws IOException {
        Optional<StoredContent> stored = find(sha256);
        if (stored.isPresent()) {
            ledger.record(ObjectKey.ofContent(sha256), stored.get());
        }
        return stored;
    }

    /**
     * Stores content that must have an announced hash. Content that is there already is read and checked too: whoever
     * sends it learns whether what they hold is what is stored.
     *
     * @param announcedBytes length by the request's header; negative where it names none
     */
    StoredContent store(String sha256, long announcedBytes, InputStream content) throws IOException {
        if (announcedBytes > limitBytes) {
            throw new ContentTooLargeException(limitBytes);
        }
        room.require("body", Math.max(0, announcedBytes));
        ObjectKey key = ObjectKey.ofContent(sha256);
        StoredContent written = store.write(key, content, limitBytes);
        ledger.record(key, written);
        sizes.record(written.sizeBytes());
        return written;
    }
}
