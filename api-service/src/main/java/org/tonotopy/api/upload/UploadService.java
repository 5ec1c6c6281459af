package org.tonotopy.api.upload;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.tonotopy.api.limit.AccountLimits;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.registry.store.ContentTooLargeException;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectLedger;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.registry.usage.AccountUsage;

/** Takes uploads into the object store; holds no transaction and no connection while bytes flow. */
@Service
class UploadService {
    private static final Logger log = LoggerFactory.getLogger(UploadService.class);

    private final ObjectStore store;
    private final StoredObjectRepository objects;
    private final ObjectLedger ledger;
    private final StoreRoom room;
    private final AccountLimits limits;
    private final AccountUsage usage;
    private final long limitBytes;
    private final DistributionSummary sizes;

    UploadService(
            ObjectStore store,
            StoredObjectRepository objects,
            ObjectLedger ledger,
            StoreRoom room,
            AccountLimits limits,
            AccountUsage usage,
            UploadSettings settings,
            MeterRegistry meters) {
        this.store = store;
        this.objects = objects;
        this.ledger = ledger;
        this.room = room;
        this.limits = limits;
        this.usage = usage;
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
     * sends it learns whether what they hold is what is stored. It takes up nothing more.
     *
     * @param owner who sends it
     * @param announcedBytes length by the request's header; negative where it names none
     * @throws ProblemException if the account may not have so much stored
     */
    StoredContent store(UUID owner, String sha256, long announcedBytes, InputStream content) throws IOException {
        long allowed = find(sha256).isPresent() ? Long.MAX_VALUE : limits.roomBytes(owner);
        if (announcedBytes > allowed && announcedBytes <= limitBytes) {
            throw limits.noRoom(owner);
        }
        try {
            return storeWithin(Math.min(limitBytes, allowed), owner, sha256, announcedBytes, content);
        } catch (ContentTooLargeException tooLarge) {
            if (allowed < limitBytes && announcedBytes < 0) {
                log.debug("More than the account may have stored", tooLarge);
                throw limits.noRoom(owner);
            }
            throw tooLarge;
        }
    }

    /** See {@link #store}, for content that has arrived in parts: it took up its room when it was announced. */
    StoredContent assemble(UUID owner, String sha256, long bytes, InputStream content) throws IOException {
        return storeWithin(limitBytes, owner, sha256, bytes, content);
    }

    private StoredContent storeWithin(
            long mostBytes, UUID owner, String sha256, long announcedBytes, InputStream content) throws IOException {
        if (announcedBytes > mostBytes) {
            throw new ContentTooLargeException(limitBytes);
        }
        room.require("body", Math.max(0, announcedBytes));
        ObjectKey key = ObjectKey.ofContent(sha256);
        StoredContent written = store.write(key, content, mostBytes);
        ledger.record(key, written);
        usage.uploaded(owner, key);
        sizes.record(written.sizeBytes());
        return written;
    }

    /** Refuses content that is to come in parts and that the account may not have stored. */
    void requireRoom(UUID owner, long bytes) {
        if (bytes > limits.roomBytes(owner)) {
            throw limits.noRoom(owner);
        }
    }
}
