package org.tonotopy.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Names what a request asks for, also where it was denied before anybody looked for who answers it. */
@Component
class AuditedOperation {
    /** What filters answer by themselves. */
    private static final Map<String, String> OF_FILTERS = Map.of(
            "POST /sign-in", "signIn", "GET /sign-in/openid/return", "signInByProvider", "POST /sign-out", "signOut");

    private static final String UNKNOWN = "unknown";

    private final RequestMappingHandlerMapping handlers;

    AuditedOperation(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        this.handlers = handlers;
    }

    /** Whether somebody signs in by it, whichever method it comes with. */
    static boolean isSignIn(String operation) {
        return operation.startsWith("signIn");
    }

    /** The operation as the API's description names it; of a page, its method and path. */
    String of(HttpServletRequest request) {
        String asked = request.getMethod() + " " + request.getRequestURI();
        return Optional.ofNullable(OF_FILTERS.get(asked))
                .or(() -> handler(request).map(handler -> name(request, handler)))
                .orElse(UNKNOWN);
    }

    private Optional<HandlerMethod> handler(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod found) {
            return Optional.of(found);
        }
        try {
            ServletRequestPathUtils.parseAndCache(request);
            HandlerExecutionChain chain = handlers.getHandler(request);
            return chain != null && chain.getHandler() instanceof HandlerMethod found
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (Exception nobodyAnswersIt) {
            // A method or a media type that the address does not know: whoever asks is refused, whatever was meant.
            return Optional.empty();
        }
    }

    private static String name(HttpServletRequest request, HandlerMethod handler) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Operation.class))
                .map(Operation::operationId)
                .filter(id -> !id.isEmpty())
                .orElseGet(() -> request.getMethod() + " "
                        + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }
}
