package org.tonotopy.encoding.report.figure;

import org.tonotopy.figure.Figure;

/**
 * A picture of a report.
 *
 * @param subject what it shows
 * @param figure the picture
 * @param data the numbers in it
 */
public record ReportFigure(FigureSubject subject, Figure figure, FigureTable data) {
    /** Pixels for each point, 216 to an inch: a slide is hardly wider than these figures then, and printers take the SVG. */
    private static final int FOR_SCREENS = 3;

    /** The picture as a PNG, 1,560 pixels wide or less. */
    public byte[] png() {
        return figure.png(FOR_SCREENS);
    }
}
