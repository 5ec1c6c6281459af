/** Lists in pages: the next page begins after the last element, whatever was added meanwhile. */
package org.tonotopy.api.paging;
