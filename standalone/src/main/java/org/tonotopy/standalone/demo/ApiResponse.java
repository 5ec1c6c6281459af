package org.tonotopy.standalone.demo;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An answer of the API that was no error.
 *
 * @param location path of what was created, where the answer names it
 * @param created whether this very request created it
 */
public record ApiResponse(JsonNode body, Optional<String> location, boolean created) {}
