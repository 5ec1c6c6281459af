package org.tonotopy.registry.store;

/**
 * Identity of content.
 *
 * @param sha256 hash, 64 lower-case hexadecimal digits
 * @param sizeBytes length in bytes
 */
public record StoredContent(String sha256, long sizeBytes) {}
