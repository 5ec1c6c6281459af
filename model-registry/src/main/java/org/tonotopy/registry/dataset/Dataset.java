package org.tonotopy.registry.dataset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.visibility.Visibility;
import tools.jackson.databind.JsonNode;

/** A version of a recording; immutable once it is READY. */
@Entity
public class Dataset {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String name;
    private int version;

    @Enumerated(EnumType.STRING)
    private DatasetState state;

    @Column(name = "content_sha256")
    private byte[] contentSha256;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "recording_key")
    private StoredObject recording;

    @Enumerated(EnumType.STRING)
    private RecordingFormat format;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable FrontEndSettings frontEnd;

    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "imported_key")
    private @Nullable StoredObject imported;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable JsonNode importedMetadata;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode metadata;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable DatasetShape shape;

    /** As text: it is long, and most who read a dataset do not read its report. */
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String report;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable List<Finding> rejection;

    /** Changed by {@link org.tonotopy.registry.visibility.Sharing} alone: what was read before must not come back with another change. */
    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    private Visibility visibility = Visibility.PUBLIC;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "owner_id")
    private Account owner;

    private Instant createdAt;
    private @Nullable Instant validatedAt;

    /** For JPA. */
    protected Dataset() {}

    /** A dataset whose recording is in the store and waits for validation. */
    public Dataset(
            VersionedName reference,
            byte[] contentSha256,
            StoredObject recording,
            RecordingForm form,
            JsonNode metadata,
            Account owner,
            Instant createdAt) {
        this.name = reference.name();
        this.version = reference.version();
        this.state = DatasetState.VALIDATING;
        this.contentSha256 = contentSha256.clone();
        this.recording = recording;
        this.format = form.format();
        this.frontEnd = form.frontEnd().orElse(null);
        this.metadata = metadata;
        this.owner = owner;
        this.createdAt = createdAt;
    }

    /**
     * The recording was read and can be used.
     *
     * @throws IllegalStateException if this was decided before
     */
    public void accept(DatasetShape acceptedShape, JsonNode validationReport, Instant now) {
        requireValidating();
        this.state = DatasetState.READY;
        this.shape = acceptedShape;
        this.report = RegistryJson.mapper().writeValueAsString(validationReport);
        this.validatedAt = now;
    }

    /**
     * The recording was made into the canonical form, which is read from now on.
     *
     * @throws IllegalStateException if this was decided before, or the file has that form itself
     */
    public void keepImported(CanonicalFile made) {
        requireValidating();
        if (format.isCanonical()) {
            throw new IllegalStateException("the file of " + reference() + " is canonical itself");
        }
        this.imported = made.arrays();
        this.importedMetadata = made.metadata();
    }

    /**
     * The recording cannot be used.
     *
     * @throws IllegalStateException if this was decided before
     */
    public void reject(List<Finding> findings, Instant now) {
        requireValidating();
        this.state = DatasetState.REJECTED;
        this.rejection = List.copyOf(findings);
        this.validatedAt = now;
    }

    private void requireValidating() {
        if (state != DatasetState.VALIDATING) {
            throw new IllegalStateException("the dataset " + reference() + " is " + state + " already");
        }
    }

    /** Says before it is kept who may read it; everybody who may read what it stands on where nothing is said. */
    public Dataset visibleTo(Visibility readers) {
        visibility = readers;
        return this;
    }

    /** Who may read it, of those who may read what it stands on. */
    public Visibility visibility() {
        return visibility;
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** Name and version. */
    public VersionedName reference() {
        return new VersionedName(name, version);
    }

    /** Where it stands. */
    public DatasetState state() {
        return state;
    }

    /** Hash over recording and metadata. */
    public String contentSha256() {
        return Sha256.hex(contentSha256);
    }

    /** The recording's file. */
    public StoredObject recording() {
        return recording;
    }

    /** How the file is to be read. */
    public RecordingForm form() {
        return new RecordingForm(format, Optional.ofNullable(frontEnd));
    }

    /** What an importer made of the file, in the canonical form; empty where the file is that itself, and until READY. */
    public Optional<CanonicalFile> imported() {
        return imported == null || importedMetadata == null
                ? Optional.empty()
                : Optional.of(new CanonicalFile(imported, importedMetadata));
    }

    /** What the lab says of the recording. */
    public JsonNode metadata() {
        return metadata;
    }

    /** What is in it; empty until READY. */
    public Optional<DatasetShape> shape() {
        return Optional.ofNullable(shape);
    }

    /** The validation report; empty until READY. */
    public Optional<JsonNode> report() {
        return reportText().map(RegistryJson.mapper()::readTree);
    }

    /** The same as JSON that nobody has parsed yet. */
    public Optional<String> reportText() {
        return Optional.ofNullable(report);
    }

    /** Why it was rejected; empty unless REJECTED. */
    public List<Finding> rejection() {
        return rejection == null ? List.of() : rejection;
    }

    /** Who uploaded it. */
    public Account owner() {
        return owner;
    }

    /** When it was created. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it was accepted or rejected. */
    public Optional<Instant> validatedAt() {
        return Optional.ofNullable(validatedAt);
    }
}
