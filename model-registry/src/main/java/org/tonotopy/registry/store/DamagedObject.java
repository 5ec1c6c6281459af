package org.tonotopy.registry.store;

/**
 * An object that is recorded and cannot be had as it was written.
 *
 * @param key where it should be
 * @param content what should be there
 * @param damage what is wrong
 * @param reason the same in words, with what was found
 */
public record DamagedObject(ObjectKey key, StoredContent content, ObjectDamage damage, String reason) {}
