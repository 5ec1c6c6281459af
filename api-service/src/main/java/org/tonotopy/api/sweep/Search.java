package org.tonotopy.api.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The points in the space of hyperparameters that a sweep tries; each is made when it is asked for. */
sealed interface Search {
    /** How many points there are; {@link Long#MAX_VALUE} where they are more than can be counted. */
    long size();

    /**
     * A point.
     *
     * @param index from 0
     * @return values by path, for instance {@code model.channels}
     */
    SortedMap<String, JsonNode> point(int index);

    /** Where the request says what a point has at a path, within the search. */
    String field(int index, String path);

    /** Every path that any point has a value for. */
    Set<String> paths();

    /** One point, at which nothing is changed. */
    record Nothing() implements Search {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public SortedMap<String, JsonNode> point(int index) {
            return new TreeMap<>();
        }

        @Override
        public String field(int index, String path) {
            return path;
        }

        @Override
        public Set<String> paths() {
            return Set.of();
        }
    }

    /**
     * Every combination, that of the last path changing first.
     *
     * @param values by path, at least one for each
     */
    record Grid(SortedMap<String, List<JsonNode>> values) implements Search {
        @Override
        public long size() {
            long size = 1;
            for (List<JsonNode> axis : values.values()) {
                size = size > Long.MAX_VALUE / axis.size() ? Long.MAX_VALUE : size * axis.size();
            }
            return size;
        }

        @Override
        public SortedMap<String, JsonNode> point(int index) {
            SortedMap<String, JsonNode> point = new TreeMap<>();
            places(index).forEach((path, place) -> point.put(path, axis(path).get(place)));
            return point;
        }

        private Map<String, Integer> places(int index) {
            Map<String, Integer> places = new TreeMap<>();
            int rest = index;
            List<String> paths = new ArrayList<>(values.keySet());
            for (int axis = paths.size() - 1; axis >= 0; axis--) {
                int length = axis(paths.get(axis)).size();
                places.put(paths.get(axis), rest % length);
                rest /= length;
            }
            return places;
        }

        private List<JsonNode> axis(String path) {
            return values.getOrDefault(path, List.of());
        }

        @Override
        public String field(int index, String path) {
            return "parameters." + path + "[" + places(index).get(path) + "]";
        }

        @Override
        public Set<String> paths() {
            return values.keySet();
        }
    }

    /**
     * Points by chance: every path has a number of its own for every point, uniform from 0 to 1, and the path's values or range
     * say what that stands for. The numbers are those of {@link java.util.Random} for the seed, point after point, in each by the
     * alphabet of the paths.
     *
     * @param values by path
     * @param draws as many for each point as there are paths
     */
    record Drawn(SortedMap<String, DrawnValue> values, double[] draws) implements Search {
        @Override
        public long size() {
            return draws.length / values.size();
        }

        @Override
        public SortedMap<String, JsonNode> point(int index) {
            SortedMap<String, JsonNode> point = new TreeMap<>();
            int draw = index * values.size();
            for (Map.Entry<String, DrawnValue> value : values.entrySet()) {
                point.put(value.getKey(), value.getValue().at(draws[draw++]));
            }
            return point;
        }

        @Override
        public String field(int index, String path) {
            return "parameters." + path;
        }

        @Override
        public Set<String> paths() {
            return values.keySet();
        }
    }

    /**
     * More points than are drawn.
     *
     * @param size how many were asked for
     */
    record TooMany(long size) implements Search {
        @Override
        public SortedMap<String, JsonNode> point(int index) {
            throw new IllegalStateException("a search of " + size + " points is refused");
        }

        @Override
        public String field(int index, String path) {
            return path;
        }

        @Override
        public Set<String> paths() {
            return Set.of();
        }
    }

    /**
     * Points that were listed.
     *
     * @param points values by path
     */
    record Listed(List<SortedMap<String, JsonNode>> points) implements Search {
        @Override
        public long size() {
            return points.size();
        }

        @Override
        public SortedMap<String, JsonNode> point(int index) {
            return points.get(index);
        }

        @Override
        public String field(int index, String path) {
            return "points[" + index + "]." + path;
        }

        @Override
        public Set<String> paths() {
            Set<String> paths = new TreeSet<>();
            points.forEach(point -> paths.addAll(point.keySet()));
            return paths;
        }
    }
}
