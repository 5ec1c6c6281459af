/** What models predict of stimuli that somebody sent. */
package org.tonotopy.worker.prediction;
