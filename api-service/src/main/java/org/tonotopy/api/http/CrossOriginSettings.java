package org.tonotopy.api.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages of other sites may use the API.
 *
 * @param origins sites whose pages may call the API with a token of their own, each as a browser names it, such as https://dashboard.example.org; empty: none
 */
@ConfigurationProperties("tonotopy.cross-origin")
record CrossOriginSettings(@DefaultValue Set<String> origins) {
    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

    /** Refuses what no browser calls an origin: it would let nobody in, or everybody. */
    CrossOriginSettings {
        origins = Set.copyOf(origins);
        for (String origin : List.copyOf(origins)) {
            if (!isOrigin(origin)) {
                throw new IllegalArgumentException("TONOTOPY_ALLOWED_ORIGINS has \"" + origin
                        + "\": write each site as its browser names it, https:// or http:// and a host in lower case,"
                        + " with the port where it is not the usual one, without a path and without *.");
            }
        }
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() == null || !USUAL_PORTS.containsKey(scheme)) {
                return false;
            }
            boolean usual = uri.getPort() == -1 || USUAL_PORTS.get(scheme) == uri.getPort();
            String origin =
                    scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + uri.getPort());
            return text.equals(origin);
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }
}
