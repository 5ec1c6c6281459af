/** Who may read datasets, benchmarks and models, told and changed. */
package org.tonotopy.api.sharing;
