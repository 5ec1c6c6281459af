/** Boards: the models of a benchmark, compared. */
package org.tonotopy.api.leaderboard;
