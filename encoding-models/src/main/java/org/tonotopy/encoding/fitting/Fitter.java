package org.tonotopy.encoding.fitting;

import java.io.IOException;
import java.io.InputStream;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.NetworkBackend;

/**
 * Fits networks. A fit is a function of its request: the same request on the same backend gives the same weights, bit for
 * bit, whatever the number of threads.
 */
public final class Fitter {

    private final NetworkBackend backend;

    /** @param backend what computes the networks */
    public Fitter(NetworkBackend backend) {
        this.backend = backend;
    }

    /**
     * Runs a fit to its end on the calling thread.
     *
     * @param request what to fit
     * @param listener hears of every epoch
     * @throws InvalidRecipeException where the recipe does not suit the network
     * @throws IllegalArgumentException where the network does not suit the data
     */
    public FitResult fit(FitRequest request, FitListener listener) {
        if (request.recipe() instanceof ClosedFormRidge ridge) {
            return new RidgeFit(request, ridge.penalties(), ridge.choice(), backend).run(listener);
        }
        return new GradientDescentFit(request, descent(request), backend, start(request)).run(listener);
    }

    /**
     * Goes on with an interrupted fit. It ends with the same weights, bit for bit, as if it had not been interrupted, where
     * the same backend goes on. Another one goes on from the same weights with its own rounding, and the result names both.
     *
     * @param request the request of the interrupted fit
     * @param checkpoint what {@link FitCheckpoint#writeTo} wrote; left open
     * @param keptBy backend that wrote it, which older ones do not say themselves
     * @param listener hears of every epoch after the checkpoint
     * @throws IOException where the checkpoint cannot be read, is damaged, or belongs to another request
     */
    public FitResult resume(FitRequest request, InputStream checkpoint, String keptBy, FitListener listener)
            throws IOException {
        if (request.recipe() instanceof ClosedFormRidge) {
            // One step has nothing to go on from.
            return fit(request, listener);
        }
        FitState state = FitStateArchive.read(checkpoint, keptBy, request);
        GradientDescentFit fit = new GradientDescentFit(request, descent(request), backend, state.parameters());
        fit.restore(state);
        listener.onResume(state.curve());
        return fit.run(listener);
    }

    private static GradientDescent descent(FitRequest request) {
        return (GradientDescent) request.recipe();
    }

    private float[] start(FitRequest request) {
        return descent(request).initialisation() == Initialisation.RIDGE
                ? RidgeFit.start(request, backend)
                : InitialParameters.draw(request.spec(), request.shape(), request.seed());
    }
}
