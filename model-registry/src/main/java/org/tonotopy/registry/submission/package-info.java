/** Predictions that were made elsewhere and are scored here. */
package org.tonotopy.registry.submission;
