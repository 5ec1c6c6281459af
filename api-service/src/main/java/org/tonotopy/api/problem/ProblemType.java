package org.tonotopy.api.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Every error that the service answers with. */
public enum ProblemType {
    /** The request is not what HTTP or this service's framework understands. */
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood"),
    /** The body is not JSON. */
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The body is not valid JSON"),
    /** A JSON field that no such request has. */
    UNKNOWN_FIELD(HttpStatus.BAD_REQUEST, "The request has a field that is not known"),
    /** A JSON field holds a value of another type. */
    WRONG_TYPE(HttpStatus.BAD_REQUEST, "A field has a value of the wrong type"),
    /** A query parameter or a header has a value that is not allowed. */
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter is not valid"),
    /** A page token that was made by another query, or by nobody. */
    INVALID_PAGE_TOKEN(HttpStatus.BAD_REQUEST, "The page token does not belong to this query"),
    /** An upload ended before its announced end. */
    UPLOAD_INTERRUPTED(HttpStatus.BAD_REQUEST, "The upload was cut off"),
    /** Nobody said who is asking, or the token is not good. */
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid token is needed"),
    /** The account's role does not allow this. */
    FORBIDDEN(HttpStatus.FORBIDDEN, "This account may not do that"),
    /** What is asked for holds responses that only admins may have. */
    TEST_RESPONSES_HIDDEN(HttpStatus.FORBIDDEN, "It holds hidden test responses"),
    /** The request names a host that the server does not answer as. */
    UNKNOWN_HOST(HttpStatus.FORBIDDEN, "The server does not answer under this name"),
    /** Nothing is at this address. */
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address"),
    /** No upload has this hash. */
    NO_SUCH_UPLOAD(HttpStatus.NOT_FOUND, "There is no such upload"),
    /** The account has no upload in parts open for this hash. */
    NO_SUCH_UPLOAD_SESSION(HttpStatus.NOT_FOUND, "There is no such upload in parts"),
    /** No dataset has this reference. */
    NO_SUCH_DATASET(HttpStatus.NOT_FOUND, "There is no such dataset"),
    /** No benchmark has this reference. */
    NO_SUCH_BENCHMARK(HttpStatus.NOT_FOUND, "There is no such benchmark"),
    /** No suite has this reference. */
    NO_SUCH_SUITE(HttpStatus.NOT_FOUND, "There is no such suite"),
    /** The board has no entry with this hash of its spec. */
    NO_SUCH_ENTRY(HttpStatus.NOT_FOUND, "There is no such entry on the board"),
    /** No job has this id. */
    NO_SUCH_JOB(HttpStatus.NOT_FOUND, "There is no such job"),
    /** No worker has sent a line of this attempt yet, or there is no such attempt. */
    NO_LOG(HttpStatus.NOT_FOUND, "There is no log"),
    /** No sweep has this id. */
    NO_SUCH_SWEEP(HttpStatus.NOT_FOUND, "There is no such sweep"),
    /** No model version has this reference. */
    NO_SUCH_MODEL(HttpStatus.NOT_FOUND, "There is no such model"),
    /** The model has no such tag, note or alias. */
    NO_SUCH_LABEL(HttpStatus.NOT_FOUND, "The model has no such label"),
    /** No account has this name. */
    NO_SUCH_ACCOUNT(HttpStatus.NOT_FOUND, "There is no such account"),
    /** The account has no token of this id. */
    NO_SUCH_TOKEN(HttpStatus.NOT_FOUND, "There is no such token"),
    /** No identity at a provider signs in to the account. */
    NO_SUCH_IDENTITY(HttpStatus.NOT_FOUND, "No identity is linked to the account"),
    /** No lab has this name. */
    NO_SUCH_LAB(HttpStatus.NOT_FOUND, "There is no such lab"),
    /** No feature has this id, or the model has none of this kind. */
    NO_SUCH_FEATURE(HttpStatus.NOT_FOUND, "There is no such feature"),
    /** The dataset is not READY, or nobody has asked for this form of it yet. */
    NO_SUCH_RECORDING(HttpStatus.NOT_FOUND, "There is no such recording"),
    /** The dataset is not READY, so nothing is known of its recording. */
    NO_REPORT(HttpStatus.NOT_FOUND, "There is no report"),
    /** The feature is not complete, so nothing was drawn; or there is no picture of a report with this id. */
    NO_FIGURE(HttpStatus.NOT_FOUND, "There is no figure"),
    /** The feature is no dream, or it cannot be heard. */
    NO_SOUND(HttpStatus.NOT_FOUND, "There is no sound"),
    /** The model was fitted elsewhere. */
    NO_WEIGHTS(HttpStatus.NOT_FOUND, "The weights are not here"),
    /** The model was scored before its predictions were kept, or they were too many. */
    NO_PREDICTIONS(HttpStatus.NOT_FOUND, "The predictions were not kept"),
    /** The job predicts nothing, or has not done so. */
    NOTHING_PREDICTED(HttpStatus.NOT_FOUND, "There are no predictions of this job"),
    /** No submission has this id. */
    NO_SUCH_SUBMISSION(HttpStatus.NOT_FOUND, "There is no such submission"),
    /** The address exists, but not for this method. */
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address does not know that method"),
    /** The client takes none of the forms in which the answer exists. */
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer does not exist in that form"),
    /** The same Idempotency-Key came with another request before. */
    IDEMPOTENCY_KEY_REUSED(HttpStatus.CONFLICT, "The Idempotency-Key belongs to another request"),
    /** The job has ended. */
    JOB_ENDED(HttpStatus.CONFLICT, "The job has ended"),
    /** No fit of this platform made the model. */
    NOT_REPRODUCIBLE(HttpStatus.CONFLICT, "The model cannot be made again here"),
    /** The job is in a state in which that cannot be done. */
    JOB_STANDS_OTHERWISE(HttpStatus.CONFLICT, "The job stands otherwise"),
    /** All jobs of the sweep have ended. */
    SWEEP_ENDED(HttpStatus.CONFLICT, "The sweep has ended"),
    /** Nobody would be left who may administer. */
    LAST_ADMIN(HttpStatus.CONFLICT, "It is the last admin"),
    /** Something has the name that the caller may not read. */
    NAME_TAKEN(HttpStatus.CONFLICT, "The name is taken"),
    /** Whoever made something on it could no longer read it. */
    STILL_READ(HttpStatus.CONFLICT, "Others have made something on it"),
    /** The identity signs in to another account. */
    IDENTITY_LINKED(HttpStatus.CONFLICT, "The identity is linked to another account"),
    /** Something stands on the dataset, or runs on it. */
    DATASET_IN_USE(HttpStatus.CONFLICT, "The dataset is in use"),
    /** Another request changed the same things at the same time. */
    CHANGED_MEANWHILE(HttpStatus.CONFLICT, "Something was changed at the same time"),
    /** What is sent does not go together with what has arrived of the same upload. */
    UPLOAD_CONFLICT(HttpStatus.CONFLICT, "The upload stands otherwise"),
    /** Parts of an upload that is to be completed have not arrived. */
    UPLOAD_INCOMPLETE(HttpStatus.CONFLICT, "Parts of the upload are missing"),
    /** What had this reference was deleted. */
    DELETED(HttpStatus.GONE, "It was deleted"),
    /** The account has sent as many submissions as it may within a day. */
    SUBMISSION_LIMIT(HttpStatus.TOO_MANY_REQUESTS, "The limit of submissions is reached"),
    /** An account, or an address, asks more often than it may. */
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    /** As many jobs of the account wait or run as may. */
    JOB_LIMIT(HttpStatus.TOO_MANY_REQUESTS, "The limit of jobs is reached"),
    /** What the account has sent takes up as much as it may. */
    STORAGE_LIMIT(HttpStatus.TOO_MANY_REQUESTS, "The limit of stored content is reached"),
    /** What the change was made to has changed since the ETag in If-Match was read. */
    CHANGED_SINCE(HttpStatus.PRECONDITION_FAILED, "It was changed since it was read"),
    /** The change must say what it was made to, with If-Match. */
    PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "The header If-Match is needed"),
    /** A body is longer than it may be. */
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The content is too large"),
    /** The content has no part as the header Range asks for. */
    RANGE_NOT_SATISFIABLE(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "There is no such part"),
    /** The body is of a media type that this address does not take. */
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not supported"),
    /** The request is understood, but what it says does not fit together. */
    INVALID_REQUEST(HttpStatus.UNPROCESSABLE_CONTENT, "The request cannot be carried out as it is"),
    /** The job that was to predict failed or was cancelled. */
    NOT_PREDICTED(HttpStatus.UNPROCESSABLE_CONTENT, "The stimuli were not predicted"),
    /** The uploaded bytes have another hash than announced. */
    HASH_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT, "The content does not have the announced hash"),
    /** A defect of the service. */
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed"),
    /** Stored content is no longer what was stored. */
    STORED_CONTENT_DAMAGED(HttpStatus.INTERNAL_SERVER_ERROR, "The stored content is damaged"),
    /** The service cannot take more of these now. */
    OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "The service has too much to do"),
    /** Content is longer than what is free where it would be kept. */
    NO_ROOM(HttpStatus.INSUFFICIENT_STORAGE, "The object store has no room for it"),
    /** Content could not be written or read. */
    STORAGE_FAILED(HttpStatus.INSUFFICIENT_STORAGE, "The object store failed");

    private static final String BASE = "https://tonotopy.org/problems/";

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Identifies the type; the last part is its name in kebab-case. */
    public URI uri() {
        return URI.create(BASE + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Status of the answer. */
    public HttpStatus status() {
        return status;
    }

    /** What went wrong, the same words every time. */
    public String title() {
        return title;
    }
}
