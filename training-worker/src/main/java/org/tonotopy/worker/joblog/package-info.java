/** What is logged with an attempt, kept for the people whose job it is. */
package org.tonotopy.worker.joblog;
