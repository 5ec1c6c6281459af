/** Content that is on its way in parts. */
package org.tonotopy.registry.upload;
