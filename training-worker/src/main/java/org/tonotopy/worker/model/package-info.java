/** Fitted models as they lie in the object store. */
package org.tonotopy.worker.model;
