/** Content that is uploaded before anything refers to it, addressed by its hash. */
package org.tonotopy.api.upload;
