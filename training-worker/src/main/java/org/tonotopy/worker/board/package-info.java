/** Compares the entries of boards, whenever one of them has a new score. */
package org.tonotopy.worker.board;
