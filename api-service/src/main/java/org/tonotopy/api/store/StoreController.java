package org.tonotopy.api.store;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.paging.PageLimit;
import org.tonotopy.api.paging.PageToken;
import org.tonotopy.registry.store.ObjectCheck;

/** The check of the object store over HTTP. */
@RestController
@RequestMapping("/api/v1/store")
@Tag(name = "store")
class StoreController {
    private static final String QUERY = "store-check";

    /** Shorter than what proxies usually wait for an answer. */
    private static final Duration TIME = Duration.ofSeconds(20);

    private final ObjectCheck check;

    StoreController(ObjectCheck check) {
        this.check = check;
    }

    @GetMapping("/check")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(
            operationId = "checkStore",
            summary = "Read recorded objects and compare their hashes",
            description =
                    "Reads the recorded objects one after another, in the order of their keys, and tells those that are"
                            + " missing, corrupt or unreadable. Nothing is changed. An answer ends after 20 s, whatever"
                            + " the limit, or with the object that is being read then; ask with next_page_token until"
                            + " there is none.")
    StoreCheckResponse check(
            @Parameter(description = "From the answer before; leave it out to begin.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Objects to read at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit)
            throws IOException {
        String after =
                PageToken.read(pageToken, QUERY, 1, parts -> parts.get(0)).orElse("");
        return StoreCheckResponse.of(
                check.check(after, PageLimit.check(limit), TIME), last -> PageToken.write(QUERY, List.of(last)));
    }

    @GetMapping("/orphans")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(
            operationId = "listOrphanedObjects",
            summary = "Look for objects that are recorded nowhere",
            description =
                    "Lists all keys of the store, without reading the objects, and tells those that are not recorded."
                            + " Nothing is changed. Objects that were just written may still be recorded; older ones are"
                            + " removed by the cleanup. The answer takes as long as the store needs to list its keys.")
    OrphanedObjectsResponse orphans(
            @Parameter(description = "Orphans to name at most, from 1 to 200; all are counted.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit)
            throws IOException {
        return OrphanedObjectsResponse.of(check.orphans(PageLimit.check(limit)));
    }
}
