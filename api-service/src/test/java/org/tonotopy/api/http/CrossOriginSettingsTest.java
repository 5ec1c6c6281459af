package org.tonotopy.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CrossOriginSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*.example.org",
                "https://lab.example.org/",
                "https://lab.example.org/board",
                "https://lab.example.org?a=b",
                "https://me@lab.example.org",
                "https://LAB.example.org",
                "https://lab.example.org:443",
                "lab.example.org",
                "file:///page.html",
                "null",
                "",
                "not an address"
            })
    void whatNoBrowserCallsAnOriginIsRefused(String origin) {
        assertThatThrownBy(() -> new CrossOriginSettings(Set.of(origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TONOTOPY_ALLOWED_ORIGINS has \"" + origin + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://lab.example.org", "http://localhost:3000", "http://[::1]:3000"})
    void originsAreNamedInFull(String origin) {
        assertThat(new CrossOriginSettings(Set.of(origin)).origins()).containsExactly(origin);
    }

    @Test
    void withoutTheSettingNoAnswerSaysAnything() throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/datasets");
        request.addHeader("Origin", "https://lab.example.org");
        MockHttpServletResponse response = new MockHttpServletResponse();

        new CrossOriginFilter(new CrossOriginSettings(Set.of())).doFilter(request, response, new MockFilterChain());

        assertThat(response.getHeaderNames()).isEmpty();
    }
}
