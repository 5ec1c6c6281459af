/**
 * Fitting of encoding models: losses, recipes, the epoch loop with early stopping, ridge regression in closed form,
 * and the fitted model that comes out of them.
 */
@NullMarked
package org.tonotopy.encoding.fitting;

import org.jspecify.annotations.NullMarked;
