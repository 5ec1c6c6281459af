package org.tonotopy.encoding.feature.dream;

import java.nio.file.*;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.feature.FeatureListener;
import org.tonotopy.encoding.feature.FeatureSummary;
import org.tonotopy.encoding.feature.NaturalDreams;
import org.tonotopy.encoding.feature.ResponseTarget;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzWriter;

@Tag("slow")
class NaturalDreamsProgram {
    @Test
    void look() throws Exception {
        NaturalDreams natural = NaturalDreams.orSkip();
        System.out.println(natural.stimuli().range());
        DreamSettings d = DreamSettings.standard();
        List<ResponseTarget> targets = IntStream.range(0, 16)
                .mapToObj(i -> ResponseTarget.neuron(i * 7))
                .toList();
        for (DreamBounds bounds : List.of(new DreamBounds.AllBands(), new DreamBounds.EachBand())) {
            DreamSettings s = new DreamSettings(
                    d.durationMs(),
                    1,
                    d.base(),
                    d.startDeviation(),
                    bounds,
                    d.largestNorm(),
                    d.penalties(),
                    d.jitter(),
                    d.steps(),
                    d.learningRate(),
                    2,
                    1);
            long t = System.nanoTime();
            List<Dream> dreams =
                    new Dreamer(natural.stateNet(), natural.stimuli()).dream(s, targets, 1, FeatureListener.silent());
            System.out.println(bounds + " seconds " + (System.nanoTime() - t) / 1e9);
            try (NpzWriter w = new NpzWriter(Files.newOutputStream(
                    Path.of("/tmp/dreams-" + bounds.getClass().getSimpleName() + ".npz")))) {
                for (Dream dream : dreams) {
                    w.write(
                            "n" + dream.target().neurons().get(0),
                            NpyArray.ofFloats(dream.best().values(), 80, 34));
                    System.out.println(
                            dream.target() + " agree " + dream.agreement().value() + " base " + dream.atBase()
                                    + " reached " + dream.best().reached() + " at500 "
                                    + dream.best().trace()[500] + " real " + dream.strongestReal() + " x"
                                    + dream.multiple().value() + " " + FeatureSummary.of(dream.distance()));
                }
            }
        }
    }
}
