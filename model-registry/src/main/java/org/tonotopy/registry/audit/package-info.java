/** Who changed what, and who was not let. */
package org.tonotopy.registry.audit;
