package org.tonotopy.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says in the platform's form what the servlet container refused before any controller saw it. */
@RestController
@Hidden
class ContainerErrorController implements ErrorController {
    @RequestMapping("/error")
    @PreAuthorize("permitAll()")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(candidate ->
                        status instanceof Integer code && candidate.status().value() == code)
                .findFirst()
                .orElseGet(() -> isServerError(status) ? ProblemType.INTERNAL : ProblemType.MALFORMED_REQUEST);
        return ResponseEntity.status(type.status())
                .contentType(ProblemReader.form(request))
                .body(Problem.of(type, "The request was refused before it was looked at in detail."));
    }

    private static boolean isServerError(Object status) {
        return status instanceof Integer code && code >= HttpStatus.INTERNAL_SERVER_ERROR.value();
    }
}
