/** The database schema, as plain-SQL Flyway migrations in {@code db/migration}, and what applies and checks it. */
package org.tonotopy.migrations;
