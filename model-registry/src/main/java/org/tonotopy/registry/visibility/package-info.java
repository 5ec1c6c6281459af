/** Who may read what: which rows a reader sees, and whom things are shared with. */
package org.tonotopy.registry.visibility;
