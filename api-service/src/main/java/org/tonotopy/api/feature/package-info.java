/** What fitted models listen for. */
package org.tonotopy.api.feature;
