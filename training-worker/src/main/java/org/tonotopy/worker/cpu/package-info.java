/** The processors that a worker computes with, and who has which share of them. */
package org.tonotopy.worker.cpu;
