package org.tonotopy.encoding.fitting;

import java.io.IOException;
import java.io.InputStream;

/** Fits networks. A fit is a function of its request: the same request gives the same weights, bit for bit. */
public final class Fitter {

    /**
     * Runs a fit to its end on the calling thread.
     *
     * @param request what to fit
     * @param listener hears of every epoch
     * @throws InvalidRecipeException where the recipe does not suit the network
     */
    public FitResult fit(FitRequest request, FitListener listener) {
        if (request.recipe() instanceof ClosedFormRidge) {
            return new RidgeFit(request, (ClosedFormRidge) request.recipe()).run(listener);
        }
        GradientDescentFit fit = new GradientDescentFit(request, (GradientDescent) request.recipe());
        return fit.run(listener);
    }

    /**
     * Goes on with an interrupted fit. It ends with the same weights, bit for bit, as if it had not been interrupted.
     *
     * @param request the request of the interrupted fit
     * @param checkpoint what {@link FitCheckpoint#writeTo} wrote; left open
     * @param listener hears of every epoch after the checkpoint
     * @throws IOException where the checkpoint cannot be read, is damaged, or belongs to another request
     */
    public FitResult resume(FitRequest request, InputStream checkpoint, FitListener listener) throws IOException {
        if (request.recipe() instanceof ClosedFormRidge) {
            // A fit in closed form is one step, so there is nothing to go on from.
            return fit(request, listener);
        }
        GradientDescentFit fit = new GradientDescentFit(request, (GradientDescent) request.recipe());
        fit.restore(FitStateArchive.read(checkpoint, request));
        return fit.run(listener);
    }
}
