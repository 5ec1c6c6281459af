package org.tonotopy.api.deprecation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.swagger.v3.oas.models.Operation;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/** What is said of an operation that will go away, by handlers of this test's own. */
class DeprecatedOperationsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeprecatedOperations operations = new DeprecatedOperations(meters);

    /** No component, so that no service has these. */
    static class Things {
        @DeprecatedSince(value = "2026-11-01", sunset = "2027-06-05", successor = "/api/v1/things")
        public String listOldThings() {
            return "[]";
        }

        public String listThings() {
            return "[]";
        }
    }

    private static HandlerMethod handler(String name) throws NoSuchMethodException {
        return new HandlerMethod(new Things(), Things.class.getMethod(name));
    }

    private MockHttpServletResponse answer(String handler) throws NoSuchMethodException {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/old-things/seven");
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/api/v1/old-things/{name}");
        assertThat(operations.preHandle(request, answer, handler(handler))).isTrue();
        return answer;
    }

    private static Operation described(String handler) throws NoSuchMethodException {
        return DeprecatedOperations.deprecations()
                .customize(new Operation().description("Lists them."), handler(handler));
    }

    @Test
    void answersAnnounceItAndRequestsAreCounted() throws NoSuchMethodException {
        answer("listOldThings");
        MockHttpServletResponse answer = answer("listOldThings");

        assertThat(answer.getHeader("Deprecation")).isEqualTo("@1793491200");
        assertThat(answer.getHeader("Sunset")).isEqualTo("Sat, 05 Jun 2027 00:00:00 GMT");
        assertThat(answer.getHeaders("Link"))
                .containsExactly(
                        "</v3/api-docs#/paths/~1api~1v1~1old-things~1%7Bname%7D/get>; rel=\"deprecation\"; type=\"application/json\"",
                        "</api/v1/things>; rel=\"successor-version\"");
        assertThat(meters.get("tonotopy.deprecated.requests")
                        .tag("operation", "listOldThings")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void whatStaysIsAnsweredAsEver() throws NoSuchMethodException {
        assertThat(answer("listThings").getHeaderNames()).doesNotContain("Deprecation", "Sunset", "Link");
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void theDescriptionSaysIt() throws NoSuchMethodException {
        Operation old = described("listOldThings");
        assertThat(old.getDeprecated()).isTrue();
        assertThat(old.getExtensions()).containsEntry("x-sunset", "2027-06-05");
        assertThat(old.getDescription())
                .startsWith("Lists them.")
                .contains("since 2026-11-01", "from 2027-06-05 on", "`/api/v1/things` instead");
        assertThat(described("listThings").getDeprecated()).isNull();
    }

    @Test
    void nothingGoesEarlierThanWasPromised() {
        LocalDate since = LocalDate.of(2026, 11, 1);
        assertThatThrownBy(() -> new Deprecation(since, since.plusMonths(6).minusDays(1), Optional.empty()))
                .hasMessageContaining("at least 6 months");
    }
}
