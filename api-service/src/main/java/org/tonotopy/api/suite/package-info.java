/** Suites: benchmarks of several datasets, and the board over the neurons of all of them. */
package org.tonotopy.api.suite;
