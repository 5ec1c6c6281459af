package org.tonotopy.api.fuzz;

import java.util.List;
import java.util.Random;

/** Texts and numbers that break what does not expect them. */
final class HostileText {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            ".",
            "..",
            "../../../../etc/passwd",
            "..\\..\\windows\\win.ini",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "/etc/passwd",
            "file:///etc/passwd",
            "a\u0000b",
            "' or '1'='1",
            "'; drop table account; --",
            "1) union select token_sha256 from api_token --",
            "\\'; select pg_sleep(30); --",
            "%' escape '!",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "${jndi:ldap://127.0.0.1:1/a}",
            "${7*7}#{7*7}*{7*7}",
            "__${T(java.lang.Runtime).getRuntime().exec('id')}__::x",
            "x\r\nX-Injected: yes",
            "x\r\n\r\nHTTP/1.1 200 OK",
            "x%0d%0aX-Injected:%20yes",
            "\u202Egnp.exe",
            "e\u0301\u0301\u0301",
            "\uD83D\uDE00",
            "\uFEFFname",
            "\uFFFE\uFFFF",
            "\u0130\u0131ſK",
            "名前",
            "\t\n\u000b",
            "null",
            "undefined",
            "NaN",
            "-Infinity",
            "1e400",
            "true",
            "[]",
            "{}",
            "name@",
            "@1",
            "name@0",
            "name@-1",
            "name@99999999999999999999",
            "name@1@1",
            "a:b:c",
            "x;jsessionid=1",
            "&<>\"'",
            "%",
            "%zz",
            "a".repeat(101),
            "a".repeat(3000),
            "00000000-0000-0000-0000-000000000000",
            "0".repeat(64),
            "G".repeat(64));

    private static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "1",
            "2",
            "3",
            "255",
            "2147483647",
            "-2147483648",
            "2147483648",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "1e308",
            "1e400",
            "-1e400",
            "1e-400",
            "0.1",
            "-0.0",
            "1.0000000000000000000000000000001",
            "123456789012345678901234567890123456789012345678901234567890");

    private HostileText() {}

    /** One of them; a lone half of a surrogate pair now and then. */
    static String any(Random random) {
        return random.nextInt(60) == 0 ? "\uD800" : TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** A number as JSON writes it. */
    static String number(Random random) {
        return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }
}
