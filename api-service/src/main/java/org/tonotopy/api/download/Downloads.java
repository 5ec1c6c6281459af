package org.tonotopy.api.download;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.store.ContentMismatchException;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.VerifiedRead;
import org.tonotopy.registry.temporary.TemporaryFiles;

/** Prepares stored objects for sending. */
@Component
public class Downloads {
    private static final Logger log = LoggerFactory.getLogger(Downloads.class);

    private final ObjectStore store;
    private final IntactObjects intact;

    Downloads(ObjectStore store, IntactObjects intact) {
        this.store = store;
        this.intact = intact;
    }

    /**
     * An object to send. It is checked against its hash before the first byte is sent: a download, also of a range, is
     * right or does not begin. Requests that need no byte, for headers alone or for what the client has, do not wait for
     * that.
     *
     * @param object what to send
     * @param fileName made of the platform's own names
     * @param subject what it is, for people, for instance {@code The weights of ln@1}
     * @param remedy what to do where it is damaged
     */
    public Download of(StoredObject object, String fileName, String subject, String remedy) throws IOException {
        HttpServletRequest request =
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        String sha256 = object.content().sha256();
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            return new Download(fileName, sha256, new StoredObjectResource(object, InputStream::nullInputStream));
        }
        String had = Objects.requireNonNullElse(request.getHeader(HttpHeaders.IF_NONE_MATCH), "");
        boolean clientHasIt = had.contains("\"" + sha256 + "\"");
        if (!clientHasIt) {
            requireIntact(object, subject, remedy);
        }
        return new Download(fileName, sha256, new StoredObjectResource(object, () -> {
            if (clientHasIt) {
                requireIntact(object, subject, remedy);
            }
            return new ObjectInput(store, object);
        }));
    }

    private void requireIntact(StoredObject object, String subject, String remedy) throws IOException {
        try {
            intact.require(object);
        } catch (ContentMismatchException damaged) {
            throw damaged(subject, remedy, damaged);
        }
    }

    /** See {@link #of}, for an object that is small enough to be worked with in memory. */
    public byte[] bytes(StoredObject object, String subject, String remedy) throws IOException {
        try {
            return VerifiedRead.bytes(store, object);
        } catch (ContentMismatchException damaged) {
            throw damaged(subject, remedy, damaged);
        }
    }

    /** What is made of the file that an object was copied to; the file is gone afterwards. */
    @FunctionalInterface
    public interface FileUse<T> {
        /** Reads the file. */
        T of(Path file) throws IOException;
    }

    /** See {@link #of}, for an object of which parts are read here and there. */
    public <T> T opened(StoredObject object, String subject, String remedy, FileUse<T> use) throws IOException {
        Path file = TemporaryFiles.create("tonotopy-opened-", ".tmp");
        try {
            VerifiedRead.toFile(store, object, file);
            return use.of(file);
        } catch (ContentMismatchException damaged) {
            throw damaged(subject, remedy, damaged);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static ProblemException damaged(String subject, String remedy, ContentMismatchException damaged) {
        log.error("{}: damaged", subject, damaged);
        return new ProblemException(
                ProblemType.STORED_CONTENT_DAMAGED,
                subject + " is no longer what was stored. Restore the object store from a backup, or " + remedy + ".");
    }
}
