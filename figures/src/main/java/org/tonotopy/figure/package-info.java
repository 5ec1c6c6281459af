/**
 * What figures of all sorts share: how they look, their axes and colours, and the PNG and SVG files that one drawing makes.
 */
@NullMarked
package org.tonotopy.figure;

import org.jspecify.annotations.NullMarked;
