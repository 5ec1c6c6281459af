/** What models predict of single neurons, over what was recorded. */
package org.tonotopy.api.prediction;
