/**
 * Networks on the processor's vector units, in Java: each network is a row of stages over time-major buffers whose rows
 * are padded to whole vectors. A call through JNI costs more than the arithmetic of one time step, so the recurrence is
 * computed here rather than by ND4J.
 */
@NullMarked
package org.tonotopy.encoding.network.vector;

import org.jspecify.annotations.NullMarked;
