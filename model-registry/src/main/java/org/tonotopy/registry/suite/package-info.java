/** Suites: benchmarks of several datasets, compared over the neurons of all of them. */
package org.tonotopy.registry.suite;
