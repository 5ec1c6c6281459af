/**
 * Networks on a graphics processor of NVIDIA, each a row of stages: kernels of our own, compiled for the processor at hand when a
 * network first needs them. One thread has the processor; what waits for it and is of one kind is computed together.
 */
@NullMarked
package org.tonotopy.encoding.cuda;

import org.jspecify.annotations.NullMarked;
