package org.tonotopy.encoding.cochleagram;

/** How the bands of a cochleagram are placed on the frequency axis, and by what they are weighted. */
public enum FrequencyScale {
    /** Triangles of unit sum, their centres in equal steps of log frequency (Harper 2016). */
    LOG,
    /** Triangles of unit sum, in equal steps of the mel scale (O'Shaughnessy 1987). */
    MEL,
    /** Triangles of unit sum, in equal steps along the basilar membrane (Greenwood 1990). */
    GREENWOOD,
    /** Fourth-order gammatone filters in equal steps of the ERB-rate scale (Slaney 1993; Glasberg & Moore 1990). */
    GAMMATONE
}
