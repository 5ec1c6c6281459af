/** Why a service does not start, in a sentence. */
package org.tonotopy.registry.start;
