/** Fits models to benchmarks and scores them. */
package org.tonotopy.worker.fit;
