package org.tonotopy.encoding.importing;

import org.tonotopy.encoding.cochleagram.FrontEnd;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.RecordingMetadata;

/**
 * What a person says about a file that is to be imported.
 *
 * @param metadata the lab's JSON: the width of a time bin, and names, area, license and citations where the file has none
 * @param frontEnd how sound becomes a cochleagram; importers of recordings that come as cochleagrams ignore it
 * @param limits how much of the file is believed
 */
public record ImportSettings(RecordingMetadata metadata, FrontEnd frontEnd, ReadingLimits limits) {}
