package org.tonotopy.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server that keeps its objects in a folder. Requests must be signed with its one pair of keys. */
public final class EmbeddedS3 implements AutoCloseable {
    private final BlobStore objects;
    private final S3Proxy server;
    private final URI address;

    private EmbeddedS3(BlobStore objects, S3Proxy server, URI address) {
        this.objects = objects;
        this.server = server;
        this.address = address;
    }

    /**
     * Starts a server and returns once it answers.
     *
     * @param folder gets the objects; created where there is none
     * @param address host and port to listen at; port 0 takes a free one
     * @param accessKey who may call
     * @param secretKey what calls are signed with
     * @throws IOException if the folder or the port cannot be used
     */
    public static EmbeddedS3 start(Path folder, URI address, String accessKey, String secretKey) throws IOException {
        BlobStore objects =
                new FilesystemNio2BlobStore(Files.createDirectories(folder).toString());
        S3Proxy server = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(address)
                .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                .build();
        try {
            server.start();
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("The S3 server could not be started at " + address, failure);
        }
        return new EmbeddedS3(objects, server, URI.create("http://" + address.getHost() + ":" + server.getPort()));
    }

    /** Where it answers. */
    public URI address() {
        return address;
    }

    /** Makes a bucket; nothing happens where it is. */
    public void createBucket(String name) {
        if (!objects.containerExists(name)) {
            objects.createContainer(name);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("The S3 server could not be stopped", failure);
        }
    }
}
