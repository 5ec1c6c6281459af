package org.tonotopy.api.account;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Signing in on the pages by a provider that speaks OpenID Connect.
 *
 * @param issuer the provider, as its tokens name it: what stands before /.well-known/openid-configuration; empty: people sign in by token alone
 * @param clientId what the provider calls this server
 * @param clientSecret what this server shows the provider; never logged
 * @param name what the sign-in page calls the provider
 * @param newAccounts what becomes of somebody whom no account is linked to: refused, or given an account that reads
 * @param address address under which people reach this server, such as https://tonotopy.example.org; empty: as their browser names it
 * @param hosts further hosts that this server may ask for tokens and keys where the provider names them; empty: the issuer's alone
 */
@ConfigurationProperties("tonotopy.access.openid")
record OpenIdSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("your institution") String name,
        @DefaultValue("NONE") NewAccounts newAccounts,
        @DefaultValue("") String address,
        @DefaultValue List<String> hosts) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Refuses what would let nobody in, or the wrong people. */
    OpenIdSettings {
        hosts = List.copyOf(hosts);
        boolean set = !issuer.isBlank();
        if (!set && Stream.of(clientId, clientSecret, address).anyMatch(text -> !text.isBlank())
                || !set && (newAccounts != NewAccounts.NONE || !hosts.isEmpty())) {
            throw new IllegalArgumentException(
                    "TONOTOPY_OPENID_ISSUER is empty and other TONOTOPY_OPENID settings are not: name the provider,"
                            + " or leave all of them out.");
        }
        if (set && (clientId.isBlank() || clientSecret.isBlank())) {
            throw new IllegalArgumentException("TONOTOPY_OPENID_ISSUER is set without TONOTOPY_OPENID_CLIENT_ID and"
                    + " TONOTOPY_OPENID_CLIENT_SECRET: register this server with the provider and set both.");
        }
        if (set && name.isBlank()) {
            throw new IllegalArgumentException(
                    "TONOTOPY_OPENID_NAME is empty: write what people call the provider, or leave it out.");
        }
        if (set && !isIssuer(issuer)) {
            throw new IllegalArgumentException("TONOTOPY_OPENID_ISSUER is " + issuer + ": " + ISSUER_REMEDY);
        }
        if (!address.isBlank() && !isSite(address)) {
            throw new IllegalArgumentException(
                    "TONOTOPY_OPENID_ADDRESS is " + address + ": write https:// and a host, without a path.");
        }
    }

    /** What {@link #isIssuer(String)} takes. */
    static final String ISSUER_REMEDY = "Write an address that begins with https://, without query and fragment.";

    /** Whether a provider may be called so: by an address that nobody between can answer for. */
    static boolean isIssuer(String text) {
        return parse(text)
                .filter(uri -> isSafe(uri) && uri.getQuery() == null && uri.getFragment() == null)
                .isPresent();
    }

    private static boolean isSite(String text) {
        return isIssuer(text) && URI.create(text).getPath().isEmpty();
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }

    /** HTTPS; on this machine, where nobody is between, HTTP also. */
    private static boolean isSafe(URI uri) {
        return uri.getHost() != null
                && uri.getUserInfo() == null
                && ("https".equals(uri.getScheme())
                        || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
    }

    /** Whether people sign in by a provider at all. */
    boolean isSet() {
        return !issuer.isBlank();
    }

    /** Whether a browser may be sent to an address. */
    boolean mayBeShown(String address) {
        return parse(address).filter(OpenIdSettings::isSafe).isPresent();
    }

    /** Whether this server may ask at an address: the issuer's own host, or one of {@link #hosts()}. */
    boolean mayBeAsked(String address) {
        return parse(address)
                .filter(OpenIdSettings::isSafe)
                .filter(uri -> uri.getAuthority().equals(URI.create(issuer).getAuthority())
                        || hosts.contains(uri.getAuthority()))
                .isPresent();
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "OpenIdSettings[" + issuer + ", " + clientId + "]";
    }
}
