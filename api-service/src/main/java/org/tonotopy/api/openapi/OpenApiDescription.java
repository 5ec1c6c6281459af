package org.tonotopy.api.openapi;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tonotopy.api.http.IfMatch;
import org.tonotopy.api.problem.Problem;

/** What the API's description says of the API as a whole, and of the errors that every operation shares. */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {
    private static final String BEARER = "bearer";
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final Pattern FILE = Pattern.compile("(application/octet-stream|text/csv|image/.*|audio/.*)");

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Tonotopy")
                        .version("1")
                        .description("A lab's shared platform for models of auditory neurons: upload recordings, define"
                                + " benchmarks, ask for fits, follow them, and compare models that were scored by the"
                                + " same code. JSON names are in snake_case, times are RFC 3339 in UTC, and whatever"
                                + " takes time is a job."))
                .servers(List.of(new Server().url("/").description("This server")))
                .tags(List.of(
                        new Tag().name("uploads").description("Content, addressed by its hash."),
                        new Tag().name("datasets").description("Recordings, immutable and versioned."),
                        new Tag().name("benchmarks").description("Splits, response preparation, and boards."),
                        new Tag().name("suites").description("Benchmarks of several datasets, compared together."),
                        new Tag().name("jobs").description("Work that takes time."),
                        new Tag().name("sweeps").description("Fits that differ by seed alone, and their ensemble."),
                        new Tag().name("submissions").description("Predictions and weights that were made elsewhere."),
                        new Tag().name("models").description("What fits bring back, and what can be fitted."),
                        new Tag().name("features").description("What neurons listen for, as a model says it."),
                        new Tag().name("accounts").description("People, their tokens, and their labs."),
                        new Tag().name("store").description("Whether the object store still has what it should.")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)
                                        .description("An API token.")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    GlobalOpenApiCustomizer sharedErrors() {
        return document -> {
            ModelConverters.getInstance(true).readAll(Problem.class).forEach(document.getComponents()::addSchemas);
            document.getPaths()
                    .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                        errors(path, method.name()).forEach((status, meaning) -> add(operation, status, meaning));
                        if (isConditional(operation)) {
                            add(operation, "412", "It has changed since the ETag in If-Match was read.");
                            add(operation, "428", "If-Match is missing.");
                        }
                        file(operation).ifPresent(file -> addDownload(operation.getResponses(), file));
                        if (operation.getResponses().containsKey("206")) {
                            add(operation, "416", "It has no part as Range asks for.");
                        }
                        operation.getResponses().values().forEach(OpenApiDescription::typeHeaders);
                    }));
        };
    }

    private static boolean isConditional(Operation operation) {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .anyMatch(parameter -> parameter.getName().equals(IfMatch.HEADER));
    }

    /** A file that is there as it is: it has an ETag, and can be had in parts. */
    private static Optional<Content> file(Operation operation) {
        return Optional.ofNullable(operation.getResponses().get("200"))
                .map(ApiResponse::getContent)
                .filter(content -> content.keySet().stream()
                        .allMatch(type -> FILE.matcher(type).matches()));
    }

    private static void addDownload(ApiResponses responses, Content file) {
        responses.addApiResponse(
                "206",
                new ApiResponse().description("The part that Range asks for.").content(file));
        responses.addApiResponse("304", new ApiResponse().description("It is still what If-None-Match names."));
    }

    private static Map<String, String> errors(String path, String method) {
        Map<String, String> errors = new TreeMap<>(Map.of(
                "400", "The request is not understood.",
                "401", "A valid token is needed.",
                "403", "The account's role does not allow it.",
                "404", "There is no such thing, in the address or under a name that the request uses.",
                "406", "The answer does not exist in the form that Accept asks for.",
                "429", "A limit of the account is reached; Retry-After says when to ask again.",
                "500", "The service failed."));
        if (path.contains("{") || method.equals("POST")) {
            errors.put("410", "What it names, or made before, was deleted.");
        }
        if (!method.equals("GET")) {
            errors.put("409", "It does not fit the present state, or the Idempotency-Key belongs to another request.");
        }
        if (method.equals("POST") || method.equals("PUT")) {
            errors.put("413", "The content is too large.");
            errors.put("415", "The content type is not supported.");
            errors.put("503", "Too many requests are on their way at once; Retry-After says when to ask again.");
            errors.put(
                    "422", "The request is understood but cannot be carried out; it names the field and the remedy.");
        }
        return errors;
    }

    private static void add(Operation operation, String status, String meaning) {
        if (!operation.getResponses().containsKey(status)) {
            operation
                    .getResponses()
                    .addApiResponse(
                            status,
                            new ApiResponse()
                                    .description(meaning)
                                    .content(new Content()
                                            .addMediaType(
                                                    "application/problem+json",
                                                    new MediaType().schema(new Schema<>().$ref(PROBLEM)))));
        }
    }

    /** A header without a schema is none that a program can read. */
    private static void typeHeaders(ApiResponse response) {
        if (response.getHeaders() != null) {
            response.getHeaders().values().stream()
                    .filter(header -> header.getSchema() == null)
                    .forEach(header -> header.setSchema(new StringSchema()));
        }
    }
}
