package org.tonotopy.api.account;

/** What a request without a token may do. */
public enum AnonymousRole {
    /** Nothing but what is open to everybody, such as the API's description. */
    NONE,
    /** Read. */
    VIEWER
}
