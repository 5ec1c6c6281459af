package org.tonotopy.api.account;

/** Why the provider's word let nobody in. */
enum SignInRefusal {
    AWAY(
            "The provider cannot be reached now, or does not answer as it should. Sign in with a token, or try again later."),
    FAILED("The provider did not confirm who you are, or you came back too late or in another browser. Try again."),
    UNKNOWN("No account is linked to you. Ask an admin of this server to link one."),
    REMOVED("An admin of this server took the way from you to your account away. Ask them."),
    UNNAMED(
            "You have no account here, and the provider gives no name that one could have (lower-case letters, digits, dots and hyphens). Ask an admin of this server to link one."),
    TAKEN(
            "You have no account here, and another one has the name that the provider gives you. Ask an admin of this server to link one.");

    private final String sentences;

    SignInRefusal(String sentences) {
        this.sentences = sentences;
    }

    /** What the person is told. */
    String sentences() {
        return sentences;
    }
}
