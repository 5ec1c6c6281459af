package org.tonotopy.api.dataset;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageLimit;

/** Datasets over HTTP. */
@RestController
@RequestMapping(DatasetService.PATH)
@Tag(name = "datasets")
class DatasetController {
    private final DatasetService datasets;
    private final DatasetDeletionService deletion;

    DatasetController(DatasetService datasets, DatasetDeletionService deletion) {
        this.datasets = datasets;
        this.deletion = deletion;
    }

    @PostMapping
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "createDataset",
            summary = "Create a dataset",
            description =
                    "Makes a dataset version of an uploaded recording and queues the job that reads and validates"
                            + " it. The same content under the same name is the same version; same_content_as tells of other names.")
    @ApiResponse(
            responseCode = "202",
            description = "It was created and will be validated.",
            headers = @Header(name = "Location", description = "Where the dataset is."),
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "It was there already.",
            headers = @Header(name = "Location", description = "Where the dataset is."),
            useReturnTypeSchema = true)
    ResponseEntity<DatasetResponse> create(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Repeating a request under its key makes nothing new.")
                    @RequestHeader(IdempotentRequests.HEADER)
                    Optional<String> idempotencyKey,
            @RequestBody CreateDatasetRequest request) {
        Created created = datasets.create(caller, idempotencyKey, request);
        return (created.fresh() ? ResponseEntity.accepted() : ResponseEntity.ok())
                .location(URI.create(created.location()))
                .body(datasets.get(
                        created.location().substring(DatasetService.PATH.length() + 1), Optional.of(!created.fresh())));
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listDatasets",
            summary = "List datasets",
            description = "All versions, or those of one name, by name and version.")
    Page<DatasetSummary> list(
            @Parameter(description = "Only versions of this name.", example = "ns1") @RequestParam(name = "name")
                    Optional<String> name,
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return datasets.list(name, pageToken, PageLimit.check(limit));
    }

    @GetMapping("/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getDataset",
            summary = "Read a dataset",
            description = "State, shape, provenance, and the validation report or the findings.")
    DatasetResponse get(
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable String reference) {
        return datasets.get(reference, Optional.empty());
    }

    @DeleteMapping("/{reference}")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "deleteDataset",
            summary = "Delete a dataset",
            description =
                    "Its owner and admins may. While benchmarks, models, features, sweeps or waiting jobs stand on it, it"
                            + " is refused with their counts, unless cascade is true: then they go with it. While a job runs on"
                            + " it, it is refused. Reading what was deleted answers 410, and its number is not given again.")
    @ApiResponse(responseCode = "200", description = "It was deleted.", useReturnTypeSchema = true)
    DeletedDatasetResponse delete(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable String reference,
            @Parameter(description = "Whether what stands on it is deleted too.")
                    @RequestParam(name = "cascade", defaultValue = "false")
                    boolean cascade) {
        return DeletedDatasetResponse.of(deletion.delete(caller, reference, cascade));
    }
}
