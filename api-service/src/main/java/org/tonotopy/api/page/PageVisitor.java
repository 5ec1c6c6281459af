package org.tonotopy.api.page;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.tonotopy.api.account.Caller;
import org.tonotopy.registry.account.Role;

/** Tells every page who looks at it. */
@ControllerAdvice(basePackageClasses = PageVisitor.class)
class PageVisitor {
    @ModelAttribute("visitor")
    Visitor visitor(@AuthenticationPrincipal @Nullable Caller caller, HttpServletRequest request) {
        return caller == null
                ? new Visitor("", false, false)
                : new Visitor(caller.name(), request.getSession(false) != null, caller.role() != Role.VIEWER);
    }
}
