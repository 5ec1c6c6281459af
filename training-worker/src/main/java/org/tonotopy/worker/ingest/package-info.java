/** Validates uploaded recordings. */
package org.tonotopy.worker.ingest;
