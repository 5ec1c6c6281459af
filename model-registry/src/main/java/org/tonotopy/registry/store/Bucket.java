package org.tonotopy.registry.store;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * A bucket of an S3 store.
 *
 * @param name of the bucket
 * @param prefix what every key in it begins with; empty or ending with a slash
 * @param endpoint address of the store; empty: Amazon's own for the region
 * @param region as the store names it
 * @param keys what calls are signed with; empty: what the SDK finds by itself
 * @param pathStyle whether the bucket stands in the path of an address, or else in its host name
 * @param checksums when requests carry checksums of the protocol's own
 * @param create whether the bucket is made where there is none
 */
public record Bucket(
        String name,
        String prefix,
        Optional<URI> endpoint,
        String region,
        Optional<BucketKeys> keys,
        boolean pathStyle,
        ChecksumMode checksums,
        boolean create)
        implements StorePlace {
    private static final int CONNECTIONS = 64;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(60);

    @Override
    public ObjectStore open() throws IOException {
        S3ObjectStore store = new S3ObjectStore(client(), this);
        try {
            store.prepare();
            return store;
        } catch (IOException | RuntimeException unusable) {
            store.close();
            throw unusable;
        }
    }

    private S3Client client() {
        boolean always = checksums == ChecksumMode.WHEN_SUPPORTED;
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(region))
                .forcePathStyle(pathStyle)
                .requestChecksumCalculation(
                        always ? RequestChecksumCalculation.WHEN_SUPPORTED : RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(
                        always ? ResponseChecksumValidation.WHEN_SUPPORTED : ResponseChecksumValidation.WHEN_REQUIRED)
                // Checksums of this kind travel behind chunks; without them plain bodies are what every store takes.
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(always))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(CONNECTIONS)
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(SILENCE_TIMEOUT));
        endpoint.ifPresent(builder::endpointOverride);
        keys.map(pair -> AwsBasicCredentials.create(pair.accessKey(), pair.secretKey()))
                .map(StaticCredentialsProvider::create)
                .ifPresent(builder::credentialsProvider);
        return builder.build();
    }

    /** The bucket with its address, for sentences. */
    @Override
    public String toString() {
        return "bucket " + name + endpoint.map(address -> " at " + address).orElse(" in " + region);
    }
}
