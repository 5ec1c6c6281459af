/** REST, OpenAPI and the web pages; packages by feature. */
package org.tonotopy.api;
