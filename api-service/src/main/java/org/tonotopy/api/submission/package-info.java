/** Predictions that were made elsewhere, sent to be scored. */
package org.tonotopy.api.submission;
