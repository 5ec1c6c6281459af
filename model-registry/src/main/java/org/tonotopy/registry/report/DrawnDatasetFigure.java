package org.tonotopy.registry.report;

import java.util.Optional;
import org.tonotopy.registry.store.WrittenObject;

/**
 * A picture of a report, as an attempt put it into the store.
 *
 * @param kind what it shows
 * @param subject index of the stimulus or neuron; empty where it is of all
 * @param png the picture as PNG
 * @param svg the picture as SVG
 * @param data the numbers in it, as CSV
 */
public record DrawnDatasetFigure(
        DatasetFigureKind kind, Optional<Integer> subject, WrittenObject png, WrittenObject svg, WrittenObject data) {}
