package org.tonotopy.encoding.fitting;

import java.util.List;

/** How a fit ended: with a model, or by diverging. */
public sealed interface FitResult permits CompletedFit, DivergedFit {

    /** The learning curve; a fit in closed form has one point. */
    List<EpochRecord> curve();

    /** Why the fit ended. */
    StopReason stopReason();

    /** What computed the network, each once, the first to compute first: several where a fit went on elsewhere. */
    List<String> backends();
}
