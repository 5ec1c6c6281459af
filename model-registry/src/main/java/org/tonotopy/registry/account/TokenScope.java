package org.tonotopy.registry.account;

/** What a token may do of what its account may; each may do what the ones before it may. */
public enum TokenScope {
    /** Read. */
    READ(Role.VIEWER),
    /** Also what members may. */
    WRITE(Role.MEMBER),
    /** All that the account may. */
    ADMIN(Role.ADMIN);

    private final Role most;

    TokenScope(Role most) {
        this.most = most;
    }

    /** The role that somebody has who sends a token of this scope. */
    public Role within(Role role) {
        return role.compareTo(most) < 0 ? role : most;
    }
}
