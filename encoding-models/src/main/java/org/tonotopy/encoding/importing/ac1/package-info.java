/** CRCNS ac-1: membrane potentials and spikes of auditory cortex and thalamus of the rat. */
@NullMarked
package org.tonotopy.encoding.importing.ac1;

import org.jspecify.annotations.NullMarked;
