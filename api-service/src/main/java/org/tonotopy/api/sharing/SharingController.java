package org.tonotopy.api.sharing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;
import org.tonotopy.registry.visibility.SharedKind;

/** Who may read what, over HTTP. */
@RestController
class SharingController {
    private static final String READ = "With whom it is shared is told to its owner and to admins.";

    private static final String CHANGE =
            "Its owner and admins may. What one may not read answers as what does not exist. What would take from others the right"
                    + " to read what they made on it is refused, and names what that is. The boards that it may change are computed again.";

    private final SharingService sharing;

    SharingController(SharingService sharing) {
        this.sharing = sharing;
    }

    @GetMapping("/api/v1/datasets/{reference}/visibility")
    @PreAuthorize("hasRole('VIEWER')")
    @Tag(name = "datasets")
    @Operation(operationId = "getDatasetVisibility", summary = "Read who may read a dataset", description = READ)
    VisibilityResponse getDataset(
            @AuthenticationPrincipal @Nullable Caller caller,
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable("reference")
                    String reference) {
        return sharing.get(caller, SharedKind.DATASET, reference);
    }

    @PutMapping("/api/v1/datasets/{reference}/visibility")
    @PreAuthorize("hasRole('MEMBER')")
    @Tag(name = "datasets")
    @Operation(operationId = "putDatasetVisibility", summary = "Change who may read a dataset", description = CHANGE)
    @ApiResponse(responseCode = "200", description = "It is as asked for now.", useReturnTypeSchema = true)
    VisibilityResponse putDataset(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable("reference")
                    String reference,
            @RequestBody PutVisibilityRequest request) {
        return sharing.put(caller, SharedKind.DATASET, reference, request);
    }

    @GetMapping("/api/v1/benchmarks/{reference}/visibility")
    @PreAuthorize("hasRole('VIEWER')")
    @Tag(name = "benchmarks")
    @Operation(operationId = "getBenchmarkVisibility", summary = "Read who may read a benchmark", description = READ)
    VisibilityResponse getBenchmark(
            @AuthenticationPrincipal @Nullable Caller caller,
            @Parameter(description = "Name and version.", example = "ns1-natural@1") @PathVariable("reference")
                    String reference) {
        return sharing.get(caller, SharedKind.BENCHMARK, reference);
    }

    @PutMapping("/api/v1/benchmarks/{reference}/visibility")
    @PreAuthorize("hasRole('MEMBER')")
    @Tag(name = "benchmarks")
    @Operation(
            operationId = "putBenchmarkVisibility",
            summary = "Change who may read a benchmark",
            description = CHANGE)
    @ApiResponse(responseCode = "200", description = "It is as asked for now.", useReturnTypeSchema = true)
    VisibilityResponse putBenchmark(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Name and version.", example = "ns1-natural@1") @PathVariable("reference")
                    String reference,
            @RequestBody PutVisibilityRequest request) {
        return sharing.put(caller, SharedKind.BENCHMARK, reference, request);
    }

    @GetMapping("/api/v1/models/{reference}/visibility")
    @PreAuthorize("hasRole('VIEWER')")
    @Tag(name = "models")
    @Operation(operationId = "getModelVisibility", summary = "Read who may read a model", description = READ)
    VisibilityResponse getModel(
            @AuthenticationPrincipal @Nullable Caller caller,
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable("reference")
                    String reference) {
        return sharing.get(caller, SharedKind.MODEL, reference);
    }

    @PutMapping("/api/v1/models/{reference}/visibility")
    @PreAuthorize("hasRole('MEMBER')")
    @Tag(name = "models")
    @Operation(operationId = "putModelVisibility", summary = "Change who may read a model", description = CHANGE)
    @ApiResponse(responseCode = "200", description = "It is as asked for now.", useReturnTypeSchema = true)
    VisibilityResponse putModel(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable("reference")
                    String reference,
            @RequestBody PutVisibilityRequest request) {
        return sharing.put(caller, SharedKind.MODEL, reference, request);
    }
}
