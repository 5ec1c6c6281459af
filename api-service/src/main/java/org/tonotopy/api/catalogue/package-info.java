/** What can be fitted, and how. */
package org.tonotopy.api.catalogue;
