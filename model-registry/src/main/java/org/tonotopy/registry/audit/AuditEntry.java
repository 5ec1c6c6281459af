package org.tonotopy.registry.audit;

/**
 * An event as it is kept.
 *
 * @param id counts up
 * @param event what happened
 */
public record AuditEntry(long id, AuditEvent event) {}
