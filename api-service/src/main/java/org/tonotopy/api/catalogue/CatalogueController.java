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
