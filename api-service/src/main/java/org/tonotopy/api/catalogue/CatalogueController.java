package org.tonotopy.api.catalogue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue over HTTP. */
@RestController
@Tag(name = "models")
class CatalogueController {
    @GetMapping("/api/v1/model-kinds")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listModelKinds",
            summary = "List what can be fitted",
            description = "Every kind of model and way to train, with the range, the default and the meaning of each"
                    + " hyperparameter.")
    ModelKindsResponse kinds() {
        return ModelKindsResponse.current();
    }
}
