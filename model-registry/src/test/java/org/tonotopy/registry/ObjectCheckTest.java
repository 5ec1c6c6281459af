package org.tonotopy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.registry.store.CheckedObjects;
import org.tonotopy.registry.store.DamagedObject;
import org.tonotopy.registry.store.ObjectCheck;
import org.tonotopy.registry.store.ObjectDamage;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.OrphanedObjects;
import org.tonotopy.registry.store.StoreFolder;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObjectRepository;

/** On a store of its own; the keys of its objects follow each other in a database that other tests share. */
@SpringBootTest(classes = {RegistryDatabase.class, RegistryFixture.class})
class ObjectCheckTest extends RegistryTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Autowired
    StoredObjectRepository objects;

    @Autowired
    JdbcClient database;

    @TempDir
    Path place;

    private final UUID job = UUID.randomUUID();

    private ObjectStore store() throws IOException {
        return new StoreFolder(place.resolve("objects")).open();
    }

    private ObjectKey key(int number) {
        return ObjectKey.ofAttempt(job, 1, "object-" + number + ".bin");
    }

    private List<ObjectKey> recordThree(ObjectStore store) throws IOException {
        List<ObjectKey> keys = IntStream.range(0, 3).mapToObj(this::key).toList();
        for (ObjectKey key : keys) {
            objects.record(key, write(store, key), Clock.systemUTC().instant());
        }
        return keys;
    }

    private static StoredContent write(ObjectStore store, ObjectKey key) throws IOException {
        byte[] content = key.path().getBytes(StandardCharsets.UTF_8);
        return store.write(key, new ByteArrayInputStream(content), 1000);
    }

    /** Just before the first of the three. */
    private String beginning() {
        return "job/" + job + "/1/object-";
    }

    @Test
    void whatIsMissingCorruptOrUnreadableIsToldWithTheReason() throws IOException {
        ObjectStore store = store();
        List<ObjectKey> keys = recordThree(store);
        ObjectCheck check = new ObjectCheck(store, database);
        assertThat(check.check(beginning(), 3, LONG).damaged()).isEmpty();
        Path folder = place.resolve("objects");
        store.delete(keys.get(0));
        Files.writeString(folder.resolve(keys.get(1).path()), "bent");
        Files.delete(folder.resolve(keys.get(2).path()));
        Files.createDirectory(folder.resolve(keys.get(2).path()));

        CheckedObjects found = check.check(beginning(), 3, LONG);

        assertThat(found.objects()).isEqualTo(3);
        assertThat(found.bytes()).isZero();
        assertThat(found.damaged())
                .extracting(DamagedObject::damage)
                .containsExactly(ObjectDamage.MISSING, ObjectDamage.CORRUPT, ObjectDamage.UNREADABLE);
        assertThat(found.damaged()).extracting(DamagedObject::key).isEqualTo(keys);
        assertThat(found.damaged().get(1).reason()).contains("SHA-256", "its length 4 of");
    }

    @Test
    void aCheckGoesOnWhereItsTimeWasOver() throws IOException {
        ObjectStore store = store();
        List<ObjectKey> keys = recordThree(store);
        ObjectCheck check = new ObjectCheck(store, database);

        CheckedObjects first = check.check(beginning(), 3, Duration.ZERO);

        assertThat(first.objects()).isEqualTo(1);
        assertThat(first.last()).contains(keys.get(0).path());
        store.delete(keys.get(1));
        assertThat(check.check(first.last().orElseThrow(), 1, LONG).damaged())
                .extracting(DamagedObject::key)
                .containsExactly(keys.get(1));
        assertThat(check.check("z", 10, LONG).last()).isEqualTo(Optional.empty());
    }

    @Test
    void aStoreThatIsGoneHasLostNoObject() throws IOException {
        ObjectStore store = store();
        recordThree(store);
        ObjectCheck check = new ObjectCheck(store, database);
        Files.move(place.resolve("objects"), place.resolve("elsewhere"));

        assertThatThrownBy(() -> check.check(beginning(), 3, LONG)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> check.orphans(3)).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsRecordedNowhereIsCountedAndSomeOfItNamed() throws IOException {
        ObjectStore store = store();
        recordThree(store);
        long bytes = 0;
        for (int number = 3; number < 6; number++) {
            bytes += write(store, key(number)).sizeBytes();
        }

        OrphanedObjects found = new ObjectCheck(store, database).orphans(2);

        assertThat(found.objects()).isEqualTo(6);
        assertThat(found.orphans()).isEqualTo(3);
        assertThat(found.bytes()).isEqualTo(bytes);
        assertThat(found.first())
                .hasSize(2)
                .allSatisfy(orphan -> assertThat(orphan.key()).isIn(key(3), key(4), key(5)));
        assertThat(store.size(key(5))).isPresent();
    }
}
