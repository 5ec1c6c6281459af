package org.tonotopy.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;

class ProblemPageTest extends ApiTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    private static void assertPage(Answer answer, int status, String title) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.text()).contains("<h1>" + title + "</h1>").doesNotContain("th:text", "Exception");
    }

    @Test
    void aPersonReadsOnAPageWhatAProgramReadsAsAProblem() {
        String path = "/models/ln@9";
        assertPage(viewer.get(path, "Accept", BROWSER), 404, "There is no such model");
        assertThat(viewer.get(path, "Accept", BROWSER).text())
                .contains("No model is called ln@9")
                .doesNotContain("\"status\"");
        assertThat(viewer.get(path).problem()).isEqualTo("no-such-model");
    }

    @Test
    void anAddressWhereNothingIsHasAPageToo() {
        assertPage(viewer.get("/nowhere", "Accept", BROWSER), 404, "There is nothing at this address");
    }

    @Test
    void whoMayNotAskReadsWhy() {
        assertPage(viewer.get("/fits/new", "Accept", BROWSER), 403, "This account may not do that");
    }

    @Test
    void belowTheApiNobodyGetsPages() {
        assertThat(viewer.get("/api/v1/models/ln@9", "Accept", BROWSER).problem())
                .isEqualTo("no-such-model");
    }

    @Test
    void whatSomebodyTypesIsTextOnThePage() {
        assertThat(viewer.get("/models/%3Cscript%3E@1", "Accept", BROWSER).text())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }
}
