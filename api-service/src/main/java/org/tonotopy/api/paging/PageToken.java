package org.tonotopy.api.paging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;

/** Says where a page begins; opaque to clients, and good only for the query that it was made by. */
public final class PageToken {
    /** Characters of a token at most; those that lists give have less than half of them. */
    public static final int LONGEST = 1000;

    private static final String SEPARATOR = "\n";

    private PageToken() {}

    /**
     * Makes a token.
     *
     * @param query that the list answers
     * @param cursor where the next page begins
     */
    public static String write(String query, List<String> cursor) {
        String text = query + SEPARATOR + String.join(SEPARATOR, cursor);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a token.
     *
     * @param token as the client sent it
     * @param query the query that is asked now
     * @param parts number of parts of the query's cursor
     * @param reader makes of the parts what the query needs; may throw where they are not of the right form
     * @throws ProblemException if the token was not made by this query
     */
    public static <C> Optional<C> read(
            Optional<String> token, String query, int parts, Function<List<String>, C> reader) {
        return token.map(text -> {
            if (text.length() > LONGEST) {
                throw foreign();
            }
            try {
                String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                // The database keeps no NUL character, so no element of a list has one.
                if (!decoded.startsWith(query + SEPARATOR) || decoded.indexOf('\0') >= 0) {
                    throw foreign();
                }
                List<String> cursor =
                        List.of(decoded.substring(query.length() + 1).split(SEPARATOR, -1));
                if (cursor.size() != parts) {
                    throw foreign();
                }
                return reader.apply(cursor);
            } catch (IllegalArgumentException | DateTimeException invalid) {
                throw foreign();
            }
        });
    }

    private static ProblemException foreign() {
        return new ProblemException(
                ProblemType.INVALID_PAGE_TOKEN,
                new FieldProblem(
                        "page_token",
                        "it was not made by this query",
                        "Send it with the filters of the page that it came with, or leave it out to begin anew."));
    }
}
