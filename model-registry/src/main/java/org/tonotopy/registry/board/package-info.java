/** The entries of boards beside each other: ranks, intervals and pairs, computed once for each change. */
package org.tonotopy.registry.board;
