package org.tonotopy.api.lab;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/**
 * What came of a request that makes a thing or changes it.
 *
 * @param thing as it is now
 * @param fresh whether it was made
 * @param <T> what it is
 */
record Put<T>(T thing, boolean fresh) {
    /** 201 and where it is, or 200. */
    ResponseEntity<T> answer(String location) {
        return fresh ? ResponseEntity.created(URI.create(location)).body(thing) : ResponseEntity.ok(thing);
    }
}
