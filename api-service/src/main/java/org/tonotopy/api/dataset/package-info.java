/** Datasets: creating, listing and reading recordings. */
package org.tonotopy.api.dataset;
