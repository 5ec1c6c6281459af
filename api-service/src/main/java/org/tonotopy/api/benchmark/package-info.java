/** Benchmarks: defining, listing and reading them. */
package org.tonotopy.api.benchmark;
