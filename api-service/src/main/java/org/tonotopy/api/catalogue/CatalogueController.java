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
    private final ModelKindsResponse kinds = ModelKindsResponse.current();

    @GetMapping("/api/v1/model-kinds")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listModelKinds",
            summary = "List what can be fitted",
            description = "Every kind of model and way to train: for a form the range, the default, the unit and the"
                    + " meaning of each hyperparameter and where it applies; for a program a JSON Schema; and the recipes"
                    + " that fill in what a request leaves out.")
    ModelKindsResponse kinds() {
        return kinds;
    }

    @GetMapping("/api/v1/feature-kinds")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listFeatureKinds",
            summary = "List what a model can be asked for",
            description = "Every kind of feature with type, range, default, unit and meaning of each setting, and the"
                    + " numbers that sum features up.")
    FeatureKindsResponse featureKinds() {
        return FeatureKindsResponse.current();
    }
}
