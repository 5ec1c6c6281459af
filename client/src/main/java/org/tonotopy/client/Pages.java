package org.tonotopy.client;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Lists of any length as streams that hold one page at a time. */
public final class Pages {
    private Pages() {}

    /**
     * One page.
     *
     * @param items in the server's order
     * @param next token of the page behind it; empty for the last
     */
    public record Page<T>(List<T> items, Optional<String> next) {
        /** A page as the server answers it: without a token it is the last. */
        public static <T> Page<T> of(List<T> items, @Nullable String next) {
            return new Page<>(items, Optional.ofNullable(next));
        }
    }

    /**
     * All items, page after page, each asked for when it is needed.
     *
     * @param source gives the page of a token; the first without one
     */
    public static <T> Stream<T> stream(Function<Optional<String>, Page<T>> source) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Items<>(source), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    private static final class Items<T> implements Iterator<T> {
        private final Function<Optional<String>, Page<T>> source;
        private Page<T> page = new Page<>(List.of(), Optional.empty());
        private int position;
        private boolean begun;

        Items(Function<Optional<String>, Page<T>> source) {
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            while (position == page.items().size()) {
                if (begun && page.next().isEmpty()) {
                    return false;
                }
                page = source.apply(page.next());
                begun = true;
                position = 0;
            }
            return true;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.items().get(position++);
        }
    }
}
