package org.tonotopy.registry.feature;

import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;

/**
 * A figure in both forms, as an attempt put it into the store.
 *
 * @param pngKey where the PNG is
 * @param png what it is
 * @param svgKey where the SVG is
 * @param svg what it is
 */
public record FeatureFigure(ObjectKey pngKey, StoredContent png, ObjectKey svgKey, StoredContent svg) {}
