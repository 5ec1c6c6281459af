package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/** Looks at a page on a desk and on a telephone, in light and dark: it fits, anybody can use it, and a picture of it is kept. */
final class PageLook {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String RUN_AXE = "const done = arguments[arguments.length - 1];"
            + "axe.run().then(found => done(found.violations.map(one => one.id + ': '"
            + " + one.nodes.map(node => node.html + ' ' + node.failureSummary).slice(0, 3).join(' | '))));";

    private PageLook() {}

    /** Looks at the page that a browser shows. */
    static void at(ChromeDriver browser, String name) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            browser.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            for (int width : new int[] {1440, 390}) {
                browser.manage().window().setSize(new Dimension(width, 2600));
                Object overflow =
                        browser.executeScript("return document.documentElement.scrollWidth - window.innerWidth;");
                assertThat(((Number) overflow).intValue())
                        .as(name + ": pixels beyond a width of " + width)
                        .isLessThanOrEqualTo(0);
                Files.write(
                        Files.createDirectories(PICTURES).resolve(name + "-" + width + "-" + scheme + ".png"),
                        browser.getScreenshotAs(OutputType.BYTES));
            }
            assertAccessible(browser, name + " in " + scheme);
        }
        browser.manage().window().setSize(new Dimension(1440, 1400));
    }

    private static void assertAccessible(ChromeDriver browser, String name) throws IOException {
        try (InputStream axe = Objects.requireNonNull(PageLook.class.getResourceAsStream(AXE), AXE)) {
            browser.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
        assertThat((List<?>) browser.executeAsyncScript(RUN_AXE))
                .as("what axe finds on " + name)
                .isEmpty();
    }
}
