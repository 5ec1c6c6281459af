/**
 * Networks as plain matrix operations of ND4J, with the way back written out: the reference that faster backends are
 * held against, in single or double precision, and the way to run where no faster backend is known. Sequences are
 * matrices {@code [bin][value]}, one clip at a time.
 */
@NullMarked
package org.tonotopy.encoding.network.nd4j;

import org.jspecify.annotations.NullMarked;
