package org.tonotopy.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenIdSettingsTest {
    private static OpenIdSettings settings(String issuer, String id, String secret, String address) {
        return new OpenIdSettings(
                issuer, id, secret, "the Institute", NewAccounts.NONE, address, List.of("keys.example.org"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'', id, '', '', TONOTOPY_OPENID_ISSUER is empty",
                "'', '', secret, '', TONOTOPY_OPENID_ISSUER is empty",
                "'', '', '', '', TONOTOPY_OPENID_ISSUER is empty",
                "https://login.example.org, '', secret, '', register this server",
                "https://login.example.org, id, '', '', register this server",
                "http://login.example.org, id, secret, '', begins with https://",
                "https://login.example.org?a=b, id, secret, '', begins with https://",
                "https://me@login.example.org, id, secret, '', begins with https://",
                "login.example.org, id, secret, '', begins with https://",
                "not an address, id, secret, '', begins with https://",
                "https://login.example.org, id, secret, https://lab.example.org/, without a path",
                "https://login.example.org, id, secret, http://lab.example.org, without a path"
            })
    void whatWouldLetNobodyInOrTheWrongPeopleIsRefused(
            String issuer, String id, String secret, String address, String problem) {
        assertThatThrownBy(() -> settings(issuer, id, secret, address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("secret,");
    }

    @Test
    void withoutAProviderNothingElseIsSet() {
        assertThat(new OpenIdSettings("", "", "", "your institution", NewAccounts.NONE, "", List.of()).isSet())
                .isFalse();
        assertThatThrownBy(() -> new OpenIdSettings("", "", "", "x", NewAccounts.VIEWER, "", List.of()))
                .hasMessageContaining("TONOTOPY_OPENID_ISSUER is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "https://169.254.169.254/keys",
                "https://login.example.org.evil.example/keys",
                "https://login.example.org@evil.example/keys",
                "https://login.example.org:8443/keys",
                "http://login.example.org/keys",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "//login.example.org/keys",
                "null"
            })
    void nothingElseIsAskedThanTheProviderAndWhatTheOperatorNamed(String address) {
        OpenIdSettings settings = settings("https://login.example.org/realms/lab", "id", "secret", "");
        assertThat(settings.mayBeAsked(address)).isFalse();
        assertThat(settings.mayBeAsked("https://login.example.org/keys")).isTrue();
        assertThat(settings.mayBeAsked("https://keys.example.org/keys")).isTrue();
    }

    @Test
    void theSecretIsNotTold() {
        assertThat(settings("https://login.example.org", "id", "hush-hush", ""))
                .asString()
                .doesNotContain("hush");
    }
}
