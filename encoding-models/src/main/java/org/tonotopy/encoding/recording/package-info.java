/** Recordings: sounds as cochleagrams, neurons, and the responses of the neurons to every repeat of every sound. */
@NullMarked
package org.tonotopy.encoding.recording;

import org.jspecify.annotations.NullMarked;
