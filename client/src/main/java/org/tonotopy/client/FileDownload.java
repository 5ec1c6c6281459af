package org.tonotopy.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tonotopy.client.TonotopyException.Kind;

/**
 * Takes files from the server. Bytes go to a temporary name beside the final one and are hashed on the way; only what
 * has the announced SHA-256 gets its name. A broken connection is gone on with behind the last byte that arrived.
 */
public final class FileDownload {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int BUFFER = 1 << 16;
    private static final Pattern HASH = Pattern.compile("\"([0-9a-f]{64})\"");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([A-Za-z0-9][A-Za-z0-9._@-]{0,199})\"");
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+)");

    private final Tonotopy server;

    public FileDownload(Tonotopy server) {
        this.server = server;
    }

    /**
     * Takes a file.
     *
     * @param path of the API, from its root
     * @param accept media type that is wanted
     * @param target the file to write, or a folder, in which it gets the name that the server gives it
     * @return the file
     */
    public Path take(String path, String accept, Path target, Progress progress) {
        HttpResponse<InputStream> response = ask(path, accept, 0, Optional.empty());
        String hash = hash(response)
                .orElseThrow(() -> new TonotopyException(
                        Kind.NOT_UNDERSTOOD,
                        "The server does not say the hash of " + path + ", so what arrives could not be checked. It is"
                                + " of another version than this client."));
        Path file = Files.isDirectory(target) ? target.resolve(name(response, path)) : target;
        Path temporary = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            receive(response, path, accept, hash, temporary, progress);
            move(temporary, file);
            return file;
        } catch (IOException unwritable) {
            throw new TonotopyException(
                    Kind.LOCAL_FILE,
                    "The file " + file + " cannot be written: " + reason(unwritable, file)
                            + ". Nothing was left under that name.",
                    unwritable);
        } finally {
            discard(temporary);
        }
    }

    private void receive(
            HttpResponse<InputStream> first, String path, String accept, String hash, Path temporary, Progress progress)
            throws IOException {
        MessageDigest digest = ContentHash.digest();
        OptionalLong total = first.headers().firstValueAsLong("Content-Length");
        HttpResponse<InputStream> response = first;
        long done = 0;
        int fruitless = 0;
        try (OutputStream output = Files.newOutputStream(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (true) {
                long before = done;
                done = copy(response, output, digest, done, total.orElse(-1), progress);
                if (total.isEmpty() || done >= total.getAsLong()) {
                    break;
                }
                fruitless = done > before ? 0 : fruitless + 1;
                if (fruitless >= RetryPolicy.BRIEF.attempts()) {
                    throw new TonotopyException(
                            Kind.UNREACHABLE,
                            "The connection broke after " + done + " of " + total.getAsLong()
                                    + " bytes, and again each time it was made anew. Nothing was kept.");
                }
                response = ask(path, accept, done, Optional.of(hash));
            }
        }
        if (!ContentHash.hex(digest).equals(hash)) {
            throw new TonotopyException(
                    Kind.DAMAGED,
                    "What arrived is not what the server announced (other SHA-256); nothing was kept. Try again, and"
                            + " tell who runs the server if it stays so.");
        }
    }

    /** Copies to the end, or to where the connection breaks; trouble with the file is thrown. */
    private static long copy(
            HttpResponse<InputStream> response,
            OutputStream output,
            MessageDigest digest,
            long before,
            long total,
            Progress progress)
            throws IOException {
        long done = before;
        byte[] buffer = new byte[BUFFER];
        InputStream body = response.body();
        try {
            while (true) {
                int read;
                try {
                    read = body.read(buffer);
                } catch (IOException broken) {
                    if (total < 0) {
                        throw broken;
                    }
                    return done;
                }
                if (read < 0) {
                    return done;
                }
                output.write(buffer, 0, read);
                digest.update(buffer, 0, read);
                done += read;
                progress.at("downloading", done, total);
            }
        } finally {
            body.close();
        }
    }

    private HttpResponse<InputStream> ask(String path, String accept, long from, Optional<String> hash) {
        // The server reads the whole file, to check it, before its answer begins.
        HttpRequest.Builder request = server.request(path)
                .header("Accept", accept + ", application/problem+json")
                .timeout(RetryPolicy.PATIENT.patience());
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
            hash.ifPresent(known -> request.header("If-Range", "\"" + known + "\""));
        }
        HttpResponse<InputStream> response =
                server.exchange(request.build(), BodyHandlers.ofInputStream(), RetryPolicy.PATIENT);
        boolean good = from == 0 ? response.statusCode() == OK : goesOn(response, from);
        if (!good && response.statusCode() / 100 != 2) {
            throw server.refusal(response);
        }
        if (!good) {
            throw new TonotopyException(
                    Kind.UNREACHABLE, "The connection broke, and the server does not go on where it did. Try again.");
        }
        return response;
    }

    private static boolean goesOn(HttpResponse<InputStream> response, long from) {
        Matcher range =
                RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
        return response.statusCode() == PARTIAL && range.matches() && Long.parseLong(range.group(1)) == from;
    }

    private static Optional<String> hash(HttpResponse<InputStream> response) {
        return response.headers()
                .firstValue("ETag")
                .map(HASH::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    /** The server's name for the file, if it is a plain one; never a path. */
    private static String name(HttpResponse<InputStream> response, String path) {
        Matcher given = FILE_NAME.matcher(
                response.headers().firstValue("Content-Disposition").orElse(""));
        return given.find() ? given.group(1) : path.substring(path.lastIndexOf('/') + 1);
    }

    private static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException otherwise) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String reason(IOException failure, Path file) {
        if (failure instanceof NoSuchFileException) {
            return "there is no folder " + file.toAbsolutePath().getParent();
        }
        if (failure instanceof AccessDeniedException) {
            return "this account may not write there";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException left) {
            temporary.toFile().deleteOnExit();
        }
    }
}
