package org.tonotopy.api.upload;

import java.util.regex.Pattern;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.content.Sha256;

/** Reads hashes out of requests. */
final class ContentHash {
    private static final Pattern SHA256 = Pattern.compile(Sha256.HEX_PATTERN);

    private ContentHash() {}

    /** Whether a text is a hash. */
    static boolean isHash(String text) {
        return SHA256.matcher(text).matches();
    }

    /**
     * A hash as a client wrote it.
     *
     * @param field where it stands
     * @param text what stands there
     * @throws ProblemException if it is not a SHA-256
     */
    static String checked(String field, String text) {
        if (!isHash(text)) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem(
                            field,
                            "it is not a SHA-256",
                            "Write the hash of the content as 64 lower-case hexadecimal digits."));
        }
        return text;
    }
}
