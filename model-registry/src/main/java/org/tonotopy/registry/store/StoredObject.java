package org.tonotopy.registry.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.tonotopy.registry.content.Sha256;

/** An object that was completely written to the store, with the hash that it had then. */
@Entity
public class StoredObject {
    @Id
    @Column(name = "object_key")
    private String key;

    private byte[] sha256;
    private long sizeBytes;
    private Instant createdAt;

    /** For JPA. */
    protected StoredObject() {}

    /** Its place in the store. */
    public ObjectKey objectKey() {
        return new ObjectKey(key);
    }

    /** Its hash and size. */
    public StoredContent content() {
        return new StoredContent(Sha256.hex(sha256), sizeBytes);
    }

    /** When it was written. */
    public Instant createdAt() {
        return createdAt;
    }
}
