/** From recorded repeats to what models are fitted to and scored against: filters, smoothing, averages and scaling. */
@NullMarked
package org.tonotopy.encoding.response;

import org.jspecify.annotations.NullMarked;
