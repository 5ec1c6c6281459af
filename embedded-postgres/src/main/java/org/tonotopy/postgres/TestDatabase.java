package org.tonotopy.postgres;

/**
 * An empty database of the shared test server.
 *
 * @param user owns the database and is no superuser
 */
public record TestDatabase(String jdbcUrl, String user, String password) {}
