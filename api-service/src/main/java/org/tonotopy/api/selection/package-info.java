/** Lists whose elements are answered with the fields that somebody asks for, and no others. */
package org.tonotopy.api.selection;
