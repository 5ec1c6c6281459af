/**
 * Dreams as sound: an approximate resynthesis, so that a person can listen. Each band of the cochleagram shapes the level
 * of a carrier of its own, as in a vocoder (Shannon et al. 1995 Science 270:303; with sines, Dorman et al. 1997 J Acoust Soc
 * Am 102:2403). A cochleagram has neither phase nor fine structure, so no sound is <em>the</em> sound of one.
 */
@NullMarked
package org.tonotopy.encoding.feature.sound;

import org.jspecify.annotations.NullMarked;
