package org.tonotopy.api.idempotency;

/**
 * What a creating request led to.
 *
 * @param location path of what was made
 * @param fresh whether this request made it; false where it was there already
 */
public record Created(String location, boolean fresh) {}
