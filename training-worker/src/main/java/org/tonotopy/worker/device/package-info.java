/** What this worker computes on, proved before it takes anything. */
@NullMarked
package org.tonotopy.worker.device;

import org.jspecify.annotations.NullMarked;
