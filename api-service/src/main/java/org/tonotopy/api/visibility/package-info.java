/** What requests say of who may read what they make. */
package org.tonotopy.api.visibility;
