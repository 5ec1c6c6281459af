/** Pages for people. */
package org.tonotopy.api.page;
