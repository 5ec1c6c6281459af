package org.tonotopy.encoding.cuda;

import java.util.List;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;

/**
 * One network's part in what is computed together.
 *
 * @param parameters its parameters
 * @param clips its batch
 * @param dropout what is silenced; members that are computed together agree in the rate
 */
record Member(float[] parameters, List<Clip> clips, Dropout dropout) {}
