package org.tonotopy.registry.store;

/**
 * What calls of an S3 store are signed with.
 *
 * @param accessKey who calls
 * @param secretKey never shown
 */
public record BucketKeys(String accessKey, String secretKey) {
    @Override
    public String toString() {
        return accessKey;
    }
}
