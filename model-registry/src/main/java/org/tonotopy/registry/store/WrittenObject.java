package org.tonotopy.registry.store;

/**
 * An object that was completely written and is not recorded yet.
 *
 * @param key where it is
 * @param content what was written there
 */
public record WrittenObject(ObjectKey key, StoredContent content) {}
