/** Errors as RFC 9457 problem details: what can go wrong, and how it is said. */
package org.tonotopy.api.problem;
