/** Fitted models: what they are, how they score, and their weights. */
package org.tonotopy.api.model;
