package org.tonotopy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tonotopy.registry.store.Bucket;
import org.tonotopy.registry.store.BucketKeys;
import org.tonotopy.registry.store.ChecksumMode;
import org.tonotopy.registry.store.StoreFolder;

class StoreSettingsTest {
    @Test
    void aFolderOrABucketIsAPlace() {
        assertThat(settings("/objects", "", "", "", "", "").place()).isEqualTo(new StoreFolder(Path.of("/objects")));
        assertThat(settings("", "lab-bucket", "a/", "http://store:8333", "key", "secret")
                        .place())
                .isEqualTo(new Bucket(
                        "lab-bucket",
                        "a/",
                        Optional.of(URI.create("http://store:8333")),
                        "us-east-1",
                        Optional.of(new BucketKeys("key", "secret")),
                        true,
                        ChecksumMode.WHEN_REQUIRED,
                        false));
    }

    @Test
    void whatNamesNoPlaceIsRefusedWithTheSettingToChange() {
        assertRefused("TONOTOPY_STORE_FOLDER", "", "", "", "", "", "");
        assertRefused("both are set", "/objects", "lab-bucket", "", "", "", "");
        assertRefused("TONOTOPY_STORE_BUCKET", "", "Lab_Bucket", "", "", "", "");
        assertRefused("TONOTOPY_STORE_PREFIX", "", "lab-bucket", "lab", "", "", "");
        assertRefused("TONOTOPY_STORE_ENDPOINT", "", "lab-bucket", "", "store:8333", "", "");
        assertRefused("TONOTOPY_STORE_SECRET_KEY", "", "lab-bucket", "", "", "key", "");
    }

    @Test
    void theSecretIsNotShown() {
        StoreSettings settings = settings("", "lab-bucket", "", "", "key", "s3cret");

        assertThat(settings + " " + settings.place()).doesNotContain("s3cret");
    }

    private static void assertRefused(
            String word,
            String folder,
            String bucket,
            String prefix,
            String endpoint,
            String accessKey,
            String secretKey) {
        assertThatThrownBy(() -> settings(folder, bucket, prefix, endpoint, accessKey, secretKey))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(word);
    }

    private static StoreSettings settings(
            String folder, String bucket, String prefix, String endpoint, String accessKey, String secretKey) {
        return new StoreSettings(
                folder,
                bucket,
                prefix,
                endpoint,
                "us-east-1",
                accessKey,
                secretKey,
                true,
                ChecksumMode.WHEN_REQUIRED,
                false);
    }
}
