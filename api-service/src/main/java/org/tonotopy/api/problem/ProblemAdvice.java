package org.tonotopy.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.tonotopy.registry.store.ContentMismatchException;
import org.tonotopy.registry.store.ContentTooLargeException;

/** Turns whatever goes wrong behind a controller into a problem; what is not expected is logged and not told. */
@RestControllerAdvice
class ProblemAdvice {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    /** In PostgreSQL's codes of errors. */
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    @ExceptionHandler
    ResponseEntity<Problem> refused(ProblemException refusal) {
        ResponseEntity<Problem> answer = answer(refusal.problem());
        return refusal.retryAfter()
                .map(time -> ResponseEntity.status(answer.getStatusCode())
                        .headers(answer.getHeaders())
                        // Whole seconds, and never too early.
                        .header(HttpHeaders.RETRY_AFTER, String.valueOf(time.toSeconds() + 1))
                        .body(refusal.problem()))
                .orElse(answer);
    }

    /** Security answers for itself: it alone knows whether somebody is signed in. */
    @ExceptionHandler
    void denied(AccessDeniedException denied) {
        throw denied;
    }

    /** See {@link #denied}. */
    @ExceptionHandler
    void unauthenticated(AuthenticationException unauthenticated) {
        throw unauthenticated;
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException unreadable) throws IOException {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof ContentTooLargeException tooLarge) {
                return tooLarge(tooLarge);
            }
        }
        return answer(JsonProblems.of(unreadable).problem());
    }

    @ExceptionHandler
    ResponseEntity<Problem> tooLarge(ContentTooLargeException tooLarge) {
        return answer(Problem.of(ProblemType.TOO_LARGE, sentence(tooLarge)));
    }

    @ExceptionHandler
    ResponseEntity<Problem> mismatch(ContentMismatchException mismatch) {
        return answer(Problem.of(ProblemType.HASH_MISMATCH, sentence(mismatch)));
    }

    @ExceptionHandler({ClientAbortException.class, BadRequestException.class})
    ResponseEntity<Problem> interrupted(IOException interrupted) {
        log.debug("The client went away", interrupted);
        return answer(Problem.of(
                ProblemType.UPLOAD_INTERRUPTED, "The content ended before its announced end; nothing of it was kept."));
    }

    /** Nobody is left to be told. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {
        log.debug("The client went away", gone);
    }

    @ExceptionHandler
    ResponseEntity<Problem> storage(IOException failure) {
        log.error("The object store failed", failure);
        return answer(Problem.of(
                ProblemType.STORAGE_FAILED,
                "The content could not be written or read; nothing half-written is kept. The service's log says why."));
    }

    /** What a request refers to was deleted after it was looked up, or two requests waited for each other. */
    @ExceptionHandler
    ResponseEntity<Problem> changedMeanwhile(DataAccessException failure) {
        boolean lost = failure instanceof PessimisticLockingFailureException
                || (failure.getMostSpecificCause() instanceof SQLException cause
                        && FOREIGN_KEY_VIOLATION.equals(cause.getSQLState()));
        if (!lost) {
            return anything(failure);
        }
        log.info("A request came between", failure);
        return answer(Problem.of(
                ProblemType.CHANGED_MEANWHILE, "What the request refers to was changed meanwhile; send it again."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongType(MethodArgumentTypeMismatchException mismatch) {
        String name = mismatch.getName();
        Class<?> type = mismatch.getRequiredType();
        return answer(new ProblemException(
                        ProblemType.INVALID_PARAMETER,
                        new FieldProblem(
                                name,
                                "its value is not of the right form",
                                type == null ? "See the API's description." : "It must be " + inWords(type) + "."))
                .problem());
    }

    private static String inWords(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T12:00:00Z";
        }
        return type == int.class || type == Integer.class || type == long.class || type == Long.class
                ? "a whole number"
                : "a " + type.getSimpleName();
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingServletRequestParameterException missing) {
        return answer(new ProblemException(
                        ProblemType.INVALID_PARAMETER,
                        new FieldProblem(missing.getParameterName(), "it is missing", "Add the parameter."))
                .problem());
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingRequestHeaderException missing) {
        return answer(new ProblemException(
                        ProblemType.INVALID_PARAMETER,
                        new FieldProblem(missing.getHeaderName(), "it is missing", "Add the header."))
                .problem());
    }

    @ExceptionHandler
    ResponseEntity<Problem> notFound(NoResourceFoundException notFound, HttpServletRequest request) {
        return answer(Problem.of(
                ProblemType.NOT_FOUND,
                "Nothing is at " + request.getRequestURI() + "; /v3/api-docs describes what there is."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> method(HttpRequestMethodNotSupportedException unsupported) {
        Collection<HttpMethod> allowed = unsupported.getSupportedHttpMethods();
        String methods = allowed == null
                ? ""
                : allowed.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
        return ResponseEntity.status(ProblemType.METHOD_NOT_ALLOWED.status())
                .header(HttpHeaders.ALLOW, methods)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        unsupported.getMethod() + " is not known here; use " + methods + "."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> mediaType(HttpMediaTypeNotSupportedException unsupported) {
        return answer(Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "Send " + inWords(unsupported.getSupportedMediaTypes()) + " and say so in Content-Type."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> notAcceptable(HttpMediaTypeNotAcceptableException unacceptable) {
        return answer(Problem.of(
                ProblemType.NOT_ACCEPTABLE,
                "The answer exists as " + inWords(unacceptable.getSupportedMediaTypes()) + "."));
    }

    private static String inWords(List<MediaType> types) {
        return types.stream()
                .map(type -> type.getType() + "/" + type.getSubtype())
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    /** Parameters are read late, by whoever asks for the first of them. */
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ResponseEntity<Problem> unreadableParameters(RuntimeException unreadable) {
        log.debug("Refused", unreadable);
        return answer(Problem.of(
                ProblemType.MALFORMED_REQUEST,
                "The parameters cannot be read: send names and values in UTF-8, percent-encoded, and names without"
                        + " control characters."));
    }

    /** Whatever else the framework refuses, and every defect. */
    @ExceptionHandler
    ResponseEntity<Problem> anything(Exception unexpected) {
        if (unexpected instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            log.debug("Refused", unexpected);
            return answer(Problem.of(
                    known.getStatusCode().value()
                                    == ProblemType.NOT_FOUND.status().value()
                            ? ProblemType.NOT_FOUND
                            : ProblemType.MALFORMED_REQUEST,
                    "The request does not follow the API's description at /v3/api-docs."));
        }
        log.error("A request ended in a defect", unexpected);
        return answer(Problem.of(ProblemType.INTERNAL, "The service's log has the details under the request's id."));
    }

    private static String sentence(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status()).contentType(form()).body(problem);
    }

    private static MediaType form() {
        return ProblemReader.form(
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest());
    }
}
