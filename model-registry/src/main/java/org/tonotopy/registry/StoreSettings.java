package org.tonotopy.registry;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tonotopy.registry.store.Bucket;
import org.tonotopy.registry.store.BucketKeys;
import org.tonotopy.registry.store.ChecksumMode;
import org.tonotopy.registry.store.StoreFolder;
import org.tonotopy.registry.store.StorePlace;

/**
 * Where large content is kept: in a folder or in a bucket of an S3 store, the same for all services of a lab. Empty is not
 * set.
 *
 * @param folder folder that every service sees
 * @param bucket name of a bucket
 * @param prefix what every key in the bucket begins with
 * @param endpoint address of the store; empty: Amazon's own for the region
 * @param region as the store names it
 * @param accessKey who calls; empty: what Amazon's SDK finds by itself
 * @param secretKey what calls are signed with
 * @param pathStyle whether the bucket stands in the path of an address
 * @param checksums when the SDK adds checksums of its own
 * @param createBucket whether the bucket is made where there is none
 */
@ConfigurationProperties("tonotopy.store")
public record StoreSettings(
        @DefaultValue("") String folder,
        @DefaultValue("") String bucket,
        @DefaultValue("") String prefix,
        @DefaultValue("") String endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKey,
        @DefaultValue("true") boolean pathStyle,
        @DefaultValue("WHEN_REQUIRED") ChecksumMode checksums,
        @DefaultValue("false") boolean createBucket) {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_.-]{1,64}/){0,8}");

    /** Refuses what names no place, or two. */
    public StoreSettings {
        if (folder.isBlank() == bucket.isBlank()) {
            throw new IllegalArgumentException("set either TONOTOPY_STORE_FOLDER, to a folder that every service sees,"
                    + " or TONOTOPY_STORE_BUCKET, to a bucket of an S3 store"
                    + (bucket.isBlank() ? "" : ": both are set"));
        }
        if (!bucket.isBlank() && !BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException("TONOTOPY_STORE_BUCKET is \"" + bucket
                    + "\": a bucket's name has 3 to 63 lower-case letters," + " digits, dots and hyphens");
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "TONOTOPY_STORE_PREFIX is \"" + prefix + "\": use words that each end with a slash, such as lab/");
        }
        if (accessKey.isBlank() != secretKey.isBlank()) {
            throw new IllegalArgumentException("set both TONOTOPY_STORE_ACCESS_KEY and TONOTOPY_STORE_SECRET_KEY,"
                    + " or neither to use what Amazon's SDK finds by itself");
        }
        if (!endpoint.isBlank() && !endpoint.matches("https?://[^/?#@\\s]+/?")) {
            throw new IllegalArgumentException(
                    "TONOTOPY_STORE_ENDPOINT is no address such as https://s3.example.org or http://store:8333");
        }
    }

    /** The place that the settings name. */
    StorePlace place() {
        if (bucket.isBlank()) {
            return new StoreFolder(Path.of(folder));
        }
        return new Bucket(
                bucket,
                prefix,
                endpoint.isBlank() ? Optional.empty() : Optional.of(URI.create(endpoint)),
                region,
                accessKey.isBlank() ? Optional.empty() : Optional.of(new BucketKeys(accessKey, secretKey)),
                pathStyle,
                checksums,
                createBucket);
    }

    /** Everything but the secret. */
    @Override
    public String toString() {
        return "StoreSettings[" + place() + "]";
    }
}
