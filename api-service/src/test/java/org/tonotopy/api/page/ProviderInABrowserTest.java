package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.account.IdentityProvider;

/** Signing in by a provider of another site, as somebody does it in a browser, whose rules for cookies and forms are its own. */
@Tag("slow")
@TestPropertySource(
        properties = {
            "tonotopy.access.openid.client-id=" + IdentityProvider.CLIENT,
            "tonotopy.access.openid.client-secret=" + IdentityProvider.SECRET,
            "tonotopy.access.openid.name=the Institute",
            "tonotopy.access.openid.new-accounts=VIEWER"
        })
class ProviderInABrowserTest extends ApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final IdentityProvider institute = IdentityProvider.start();

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("tonotopy.access.openid.issuer", institute::issuer);
    }

    private void signInAtTheProvider(ChromeDriver browser, String subject) {
        browser.findElement(By.linkText("Sign in by the Institute")).click();
        await().atMost(PATIENCE)
                .until(() -> !browser.findElements(By.id("username")).isEmpty());
        browser.findElement(By.id("username")).sendKeys(subject);
        browser.findElement(By.id("password")).sendKeys(IdentityProvider.PASSWORD, Keys.ENTER);
    }

    @Test
    void somebodySignsInAndOutAndSomebodyElseIsTold() throws IOException {
        Assumptions.assumeTrue(
                Browser.isThere(), "No Chromium at " + Browser.BROWSER + ": signing in is not looked at in a browser");
        institute.sendBackTo(server() + "/sign-in/openid/return");
        String subject = UUID.randomUUID().toString();
        String name = freshName("ida");
        institute.habits().name(subject, name);
        ChromeDriver browser = Browser.open();
        try {
            browser.get(server() + "/queue");
            PageLook.at(browser, "sign-in-by-provider");
            signInAtTheProvider(browser, subject);
            await().atMost(PATIENCE).until(() -> browser.getTitle().equals("Tonotopy: queue"));
            assertThat(browser.findElement(By.linkText(name)).isDisplayed()).isTrue();
            assertThat(browser.manage().getCookieNamed("tonotopy").isHttpOnly()).isTrue();
            browser.findElement(By.cssSelector("form.who button")).click();
            await().atMost(PATIENCE).until(() -> browser.getTitle().equals("Tonotopy: sign in"));
            browser.manage().deleteAllCookies();
        } finally {
            browser.quit();
        }
        ChromeDriver another = Browser.open();
        try {
            another.get(server() + "/sign-in");
            signInAtTheProvider(another, "nameless");
            await().atMost(PATIENCE)
                    .until(() ->
                            !another.findElements(By.id("refused-by-provider")).isEmpty());
            assertThat(another.findElement(By.id("refused-by-provider")).getText())
                    .contains("nameless", "Ask an admin");
            PageLook.at(another, "sign-in-refused-by-provider");
        } finally {
            another.quit();
        }
    }
}
