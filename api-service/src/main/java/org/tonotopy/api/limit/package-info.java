/** What an account may take up of what there is. */
package org.tonotopy.api.limit;
