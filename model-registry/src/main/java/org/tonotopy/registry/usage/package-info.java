/** What accounts take up of what there is. */
package org.tonotopy.registry.usage;
