package org.tonotopy.api.page;

/**
 * Who looks at a page.
 *
 * @param name of the account; empty: nobody known
 * @param session whether a browser session, which can be ended, says so
 * @param member whether the account may ask for things
 */
record Visitor(String name, boolean session, boolean member) {}
