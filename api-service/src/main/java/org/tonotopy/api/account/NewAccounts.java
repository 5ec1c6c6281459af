package org.tonotopy.api.account;

/** What becomes of somebody whom the provider knows and no account is linked to. */
enum NewAccounts {
    /** They are refused; an admin links an account first. */
    NONE,
    /** They get an account that reads, under the name that the provider gives them. */
    VIEWER
}
