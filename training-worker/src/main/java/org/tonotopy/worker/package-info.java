/** Takes jobs from the queue, runs them and writes what comes out. */
package org.tonotopy.worker;
