package org.tonotopy.worker.fit;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;

/**
 * Something that can be made again at any time, kept as long as there is memory for it. Those who need it at the same time
 * share one.
 */
final class Recomputed<T> {
    private final Supplier<T> recipe;
    private SoftReference<T> kept = new SoftReference<>(null);

    Recomputed(Supplier<T> recipe) {
        this.recipe = recipe;
    }

    synchronized T get() {
        T known = kept.get();
        if (known != null) {
            return known;
        }
        T made = recipe.get();
        kept = new SoftReference<>(made);
        return made;
    }
}
