package org.tonotopy.worker.recording;

import org.tonotopy.encoding.cochleagram.Compression;
import org.tonotopy.encoding.cochleagram.FrequencyScale;
import org.tonotopy.encoding.cochleagram.FrontEnd;
import org.tonotopy.registry.dataset.FrontEndSettings;

/** Says in the words of the computation how sounds become cochleagrams. */
final class FrontEndTranslation {
    private FrontEndTranslation() {}

    /** The front end of settings that were checked. */
    static FrontEnd frontEnd(FrontEndSettings settings) {
        return new FrontEnd(
                switch (settings.scale()) {
                    case LOG -> FrequencyScale.LOG;
                    case MEL -> FrequencyScale.MEL;
                    case GREENWOOD -> FrequencyScale.GREENWOOD;
                    case GAMMATONE -> FrequencyScale.GAMMATONE;
                },
                settings.bands(),
                settings.lowestHz(),
                settings.highestHz(),
                settings.windowMs(),
                switch (settings.compression()) {
                    case DECIBEL -> new Compression.Decibel(settings.floorDb());
                    case POWER -> new Compression.Power(settings.exponent());
                },
                switch (settings.alignment()) {
                    case CAUSAL -> FrontEnd.Alignment.CAUSAL;
                    case PUBLISHED_NS1 -> FrontEnd.Alignment.PUBLISHED_NS1;
                });
    }
}
