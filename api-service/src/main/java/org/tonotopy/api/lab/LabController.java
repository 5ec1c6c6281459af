package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageLimit;

/** Labs over HTTP. */
@RestController
@RequestMapping(LabController.PATH)
@Tag(name = "accounts")
class LabController {
    static final String PATH = "/api/v1/labs";

    private final LabService labs;

    LabController(LabService labs) {
        this.labs = labs;
    }

    @PutMapping("/{name}")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(
            operationId = "putLab",
            summary = "Make or change a lab",
            description =
                    "A lab is a group of accounts that can have a cap on its jobs at workers. The cap holds from the"
                            + " next admission on; what is at a worker stays there.")
    @ApiResponse(responseCode = "201", description = "It was made.", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "It was there, and is as asked for now.",
            useReturnTypeSchema = true)
    ResponseEntity<LabResponse> put(
            @Parameter(description = "Lower-case letters, digits, dots and hyphens.", example = "auditory")
                    @PathVariable
                    String name,
            @RequestBody PutLabRequest request) {
        return labs.put(name, request).answer(PATH + "/" + name);
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(operationId = "listLabs", summary = "List labs", description = "By name.")
    Page<LabResponse> list(
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return labs.list(pageToken, PageLimit.check(limit));
    }

    @GetMapping("/{name}")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(operationId = "getLab", summary = "Read a lab", description = "Its name and its cap.")
    LabResponse get(@Parameter(description = "Name of the lab.", example = "auditory") @PathVariable String name) {
        return labs.get(name);
    }
}
