/** From the queue to an attempt's end: every run of a job ends in the ledger, whatever happens. */
package org.tonotopy.worker.queue;
