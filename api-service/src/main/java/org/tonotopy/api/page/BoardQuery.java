package org.tonotopy.api.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.util.UriComponentsBuilder;
import org.tonotopy.api.leaderboard.BoardFilter;
import org.tonotopy.api.leaderboard.BoardOrder;
import org.tonotopy.api.page.OneBoardView.Choice;
import org.tonotopy.api.page.OneBoardView.Option;
import org.tonotopy.api.page.OneBoardView.Search;

/**
 * What a board's page was asked for, and the addresses of the same page with something else chosen.
 *
 * @param parameters of the address, without those that say nothing
 */
record BoardQuery(Map<String, String> parameters) {
    static final String KIND = "kind";
    static final String AUTHOR = "author";
    static final String UNITS = "units";
    /** Options of a choice that is worth showing: everything, and two others. */
    static final int ALL_AND_TWO = 3;

    private static final String SORT = "sort";
    private static final String SEARCH = "search";

    static BoardQuery of(BoardFilter filter) {
        Map<String, String> parameters = new LinkedHashMap<>();
        filter.kind().ifPresent(kind -> parameters.put(KIND, kind));
        filter.author().ifPresent(author -> parameters.put(AUTHOR, author));
        filter.units().ifPresent(units -> parameters.put(UNITS, units.name().toLowerCase(Locale.ROOT)));
        filter.minSeeds().ifPresent(seeds -> parameters.put("min_seeds", String.valueOf(seeds)));
        filter.search().ifPresent(words -> parameters.put(SEARCH, words));
        if (filter.sort() != BoardOrder.MEAN) {
            parameters.put(SORT, filter.sort().name().toLowerCase(Locale.ROOT));
        }
        return new BoardQuery(parameters);
    }

    /** With its question mark; empty where there is nothing to say. */
    String text() {
        UriComponentsBuilder address = UriComponentsBuilder.newInstance();
        List<Object> values = new ArrayList<>();
        parameters.forEach((name, value) -> {
            address.queryParam(name, "{value" + values.size() + "}");
            values.add(value);
        });
        return address.encode().buildAndExpand(values.toArray()).toUriString();
    }

    /** Words that are looked for, and what else is kept when others are. */
    Search search() {
        return new Search(
                parameters.getOrDefault(SEARCH, ""),
                parameters.entrySet().stream()
                        .filter(parameter -> !parameter.getKey().equals(SEARCH))
                        .map(parameter -> new Fact(parameter.getKey(), parameter.getValue()))
                        .toList());
    }

    /** All values, and no choice. */
    Choice choice(String label, String name, List<String> values) {
        return new Choice(
                label,
                Stream.concat(
                                Stream.of(
                                        new Option("all", with(name, Optional.empty()), !parameters.containsKey(name))),
                                values.stream()
                                        .distinct()
                                        .sorted()
                                        .map(value -> new Option(
                                                value.replace('_', ' '),
                                                with(name, Optional.of(value)),
                                                value.equals(parameters.get(name)))))
                        .toList());
    }

    /** What comes first. */
    Choice order() {
        String now = parameters.getOrDefault(SORT, name(BoardOrder.MEAN));
        return new Choice(
                "Order",
                Stream.of(BoardOrder.values())
                        .map(order -> new Option(
                                name(order).replace('_', ' '),
                                with(SORT, Optional.of(name(order)).filter(name -> order != BoardOrder.MEAN)),
                                name(order).equals(now)))
                        .toList());
    }

    private static String name(BoardOrder order) {
        return order.name().toLowerCase(Locale.ROOT);
    }

    private String with(String name, Optional<String> value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.remove(name);
        value.ifPresent(chosen -> changed.put(name, chosen));
        String text = new BoardQuery(changed).text();
        return text.isEmpty() ? "?" : text;
    }
}
