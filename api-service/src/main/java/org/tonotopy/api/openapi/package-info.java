/** The API's description. */
package org.tonotopy.api.openapi;
