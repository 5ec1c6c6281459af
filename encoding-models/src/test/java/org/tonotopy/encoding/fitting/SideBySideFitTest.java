package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.fitting.ClosedFormRidge.PenaltyChoice;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;

/** Fits of one process share the engine's native libraries; none may see another. */
class SideBySideFitTest {

    private static final int AT_ONCE = 6;
    private static final NetworkSpec STATENET =
            new StateNet(new LocallyConnectedEncoder(2, 1, 3), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2);
    private static final NetworkSpec LN =
            new LinearNonlinear(SimulatedNeurons.DELAY_BINS, OutputNonlinearity.SOFTPLUS2);
    private static final FittingRecipe DESCENT = new GradientDescent(
            LossFunction.POISSON,
            1e-2,
            0.1,
            1,
            2,
            12,
            12,
            0.2,
            0.05,
            new LearningRateSchedule.Constant(),
            Initialisation.RANDOM);

    private final SimulatedNeurons neurons = new SimulatedNeurons(true);

    @Test
    void fitsSideBySideGiveTheBitsOfFitsOneAfterAnother() throws Exception {
        List<FitRequest> requests = new ArrayList<>();
        for (int seed = 0; seed < AT_ONCE; seed++) {
            requests.add(neurons.request(STATENET, DESCENT, seed, 1));
            requests.add(neurons.request(LN, DESCENT, seed, 2));
            requests.add(neurons.request(
                    new Linear(SimulatedNeurons.DELAY_BINS),
                    new ClosedFormRidge(List.of(1.0 + seed, 100.0), PenaltyChoice.ONE_PER_NEURON),
                    seed,
                    1));
        }
        List<byte[]> alone = new ArrayList<>();
        for (FitRequest request : requests) {
            alone.add(fit(request));
        }

        List<byte[]> together = sideBySide(requests);

        for (int i = 0; i < requests.size(); i++) {
            assertThat(Arrays.equals(together.get(i), alone.get(i)))
                    .as("%s, seed %d", requests.get(i).spec(), requests.get(i).seed())
                    .isTrue();
        }
    }

    private static List<byte[]> sideBySide(List<FitRequest> requests) throws Exception {
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<byte[]>> fits = requests.stream()
                    .map(request -> (Callable<byte[]>) () -> {
                        start.await();
                        return fit(request);
                    })
                    .toList();
            List<byte[]> files = new ArrayList<>();
            for (Future<byte[]> fit : threads.invokeAll(fits)) {
                files.add(fit.get());
            }
            return files;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The whole file of the fitted model, not its weights alone: writing it goes through the engine too. */
    private static byte[] fit(FitRequest request) throws Exception {
        CompletedFit fit = (CompletedFit) new Fitter(Backends.tested()).fit(request, FitListener.silent());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        fit.model().writeTo(file);
        return file.toByteArray();
    }
}
