package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tonotopy.api.account.OpenIdProvider;
import org.tonotopy.api.account.RefusedSignIn;

/** The page on which people sign in; the form, and whoever comes back from the provider, is read by the filters before. */
@Controller
@Hidden
class SignInPageController {
    private final OpenIdProvider provider;

    SignInPageController(OpenIdProvider provider) {
        this.provider = provider;
    }

    @GetMapping("/sign-in")
    @PreAuthorize("permitAll()")
    String signIn(
            @RequestParam(name = "refused", defaultValue = "false") boolean refused,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("refused", refused);
        model.addAttribute("provider", provider.name());
        model.addAttribute("providerIsThere", provider.isThere());
        model.addAttribute("refusedSignIn", RefusedSignIn.take(request));
        return "sign-in";
    }
}
