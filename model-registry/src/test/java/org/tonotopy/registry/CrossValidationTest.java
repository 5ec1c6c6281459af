package org.tonotopy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.registry.benchmark.BenchmarkSplit;
import org.tonotopy.registry.benchmark.CrossValidation;
import org.tonotopy.registry.benchmark.StimulusSplit;
import org.tonotopy.registry.json.RegistryJson;

class CrossValidationTest {
    @ParameterizedTest
    @CsvSource({"20, 5, 3", "20, 3, 1", "7, 2, 2", "7, 7, 1", "3, 3, 1"})
    void everyStimulusIsTestedOnceAndNeverSeenByItsFold(int sounds, int folds, int validation) {
        CrossValidation split = CrossValidation.kFold(sounds(sounds), folds, 9, validation);

        assertThat(split.folds()).hasSize(folds);
        assertPartition(split, sounds);
        assertThat(split.folds()).allSatisfy(fold -> {
            assertThat(fold.validation()).hasSize(validation);
            assertThat(fold.test().size()).isBetween(sounds / folds, (sounds + folds - 1) / folds);
        });
    }

    @Test
    void leaveOneOutTestsEachStimulusAloneAndStopsByTheNext() {
        CrossValidation split = CrossValidation.leaveOneStimulusOut(sounds(5), 2);

        assertPartition(split, 5);
        assertThat(split.folds().get(1)).isEqualTo(new StimulusSplit(List.of(0, 4), List.of(2, 3), List.of(1)));
        assertThat(split.folds().get(4)).isEqualTo(new StimulusSplit(List.of(2, 3), List.of(0, 1), List.of(4)));
    }

    @Test
    void stimuliOfOneSoundStayTogether() {
        List<List<Integer>> sounds = List.of(List.of(0, 4), List.of(1), List.of(2), List.of(3, 5));

        for (StimulusSplit fold : CrossValidation.kFold(sounds, 2, 1, 1).folds()) {
            for (List<Integer> set : List.of(fold.train(), fold.validation(), fold.test())) {
                assertThat(set.contains(0)).isEqualTo(set.contains(4));
                assertThat(set.contains(3)).isEqualTo(set.contains(5));
            }
        }
    }

    @Test
    void theSeedDrawsTheFolds() {
        CrossValidation drawn = CrossValidation.kFold(sounds(20), 5, 1, 2);

        assertThat(CrossValidation.kFold(sounds(20), 5, 1, 2)).isEqualTo(drawn);
        assertThat(CrossValidation.kFold(sounds(20), 5, 2, 2).folds()).isNotEqualTo(drawn.folds());
    }

    @Test
    void splitsAreReadBackAsTheyWereWrittenAndOneSplitAsItAlwaysWas() {
        BenchmarkSplit drawn = CrossValidation.kFold(sounds(6), 3, 1, 1);
        BenchmarkSplit once = new StimulusSplit(List.of(0), List.of(1), List.of(2));
        String written = "{\"test\":[2],\"train\":[0],\"validation\":[1]}";

        assertThat(RegistryJson.mapper()
                        .readValue(RegistryJson.mapper().writeValueAsString(drawn), BenchmarkSplit.class))
                .isEqualTo(drawn);
        assertThat(new String(RegistryJson.canonicalBytes(once), StandardCharsets.UTF_8))
                .isEqualTo(written);
        assertThat(RegistryJson.mapper().readValue(written, BenchmarkSplit.class))
                .isEqualTo(once);
    }

    private static void assertPartition(CrossValidation split, int stimuli) {
        List<Integer> tested = new ArrayList<>();
        for (StimulusSplit fold : split.folds()) {
            tested.addAll(fold.test());
            Set<Integer> all = new HashSet<>(fold.train());
            all.addAll(fold.validation());
            all.addAll(fold.test());
            assertThat(all).hasSize(stimuli);
            assertThat(fold.train().size()
                            + fold.validation().size()
                            + fold.test().size())
                    .isEqualTo(stimuli);
            assertThat(fold.train()).isNotEmpty();
        }
        assertThat(tested).hasSize(stimuli).doesNotHaveDuplicates();
    }

    private static List<List<Integer>> sounds(int count) {
        return IntStream.range(0, count).mapToObj(List::of).toList();
    }
}
