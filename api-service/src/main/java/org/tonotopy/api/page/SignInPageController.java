package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which people sign in; the form is read by the filters before. */
@Controller
@Hidden
class SignInPageController {
    @GetMapping("/sign-in")
    @PreAuthorize("permitAll()")
    String signIn(@RequestParam(name = "refused", defaultValue = "false") boolean refused, Model model) {
        model.addAttribute("refused", refused);
        return "sign-in";
    }
}
