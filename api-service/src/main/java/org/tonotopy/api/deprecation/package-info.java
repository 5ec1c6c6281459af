/** Operations that are on their way out: how they are announced, and that they still are asked for. */
package org.tonotopy.api.deprecation;
