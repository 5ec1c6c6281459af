package org.tonotopy.api.feature;

import java.util.Optional;
import org.springframework.http.MediaType;
import org.tonotopy.registry.feature.Feature;
import org.tonotopy.registry.feature.FeaturePopulation;
import org.tonotopy.registry.store.StoredObject;

/** The forms in which figures exist. */
enum FigureForm {
    /** Pixels. */
    PNG("png", MediaType.IMAGE_PNG),
    /** Lines and text. */
    SVG("svg", MediaType.parseMediaType("image/svg+xml"));

    /** The media type of SVG, for annotations. */
    static final String SVG_VALUE = "image/svg+xml";

    private final String extension;
    private final MediaType mediaType;

    FigureForm(String extension, MediaType mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** The end of a file's name. */
    String extension() {
        return extension;
    }

    MediaType mediaType() {
        return mediaType;
    }

    Optional<StoredObject> of(Feature feature) {
        return this == PNG ? feature.png() : feature.svg();
    }

    StoredObject of(FeaturePopulation population) {
        return this == PNG ? population.png() : population.svg();
    }
}
