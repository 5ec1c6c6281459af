/** What models predict of test stimuli, kept to be looked at. */
package org.tonotopy.registry.prediction;
