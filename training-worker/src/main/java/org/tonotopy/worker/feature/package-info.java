/** From a feature job to what a model listens for, neuron by neuron. */
package org.tonotopy.worker.feature;
