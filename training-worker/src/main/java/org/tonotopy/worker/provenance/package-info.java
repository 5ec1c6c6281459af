/** Where a result comes from: the code and the machine. */
package org.tonotopy.worker.provenance;
