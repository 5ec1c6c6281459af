/** What models predict: of test stimuli, kept to be looked at, and of stimuli that somebody sent. */
package org.tonotopy.registry.prediction;
