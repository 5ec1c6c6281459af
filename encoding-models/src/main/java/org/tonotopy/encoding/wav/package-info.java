/** WAV files, of untrusted origin. */
@NullMarked
package org.tonotopy.encoding.wav;

import org.jspecify.annotations.NullMarked;
