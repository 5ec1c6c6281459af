/** Says whether the object store has what it should. */
package org.tonotopy.api.store;
