package org.tonotopy.encoding.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;

/** Colours and strokes of the pictures of a report. */
final class Ink {
    static final Color PAPER = Color.WHITE;
    static final Color SPIKE = Color.BLACK;
    static final Color MEAN = new Color(26, 66, 142);
    static final Color PEAK = new Color(160, 90, 0);
    static final Color EXPECTED = new Color(226, 236, 226);
    static final Color NOT_RECORDED = new Color(205, 205, 205);
    static final Color ONE_OF_MANY = new Color(60, 60, 60, 70);
    static final BasicStroke THIN = new BasicStroke(0.6f);
    static final BasicStroke LINE = new BasicStroke(1f);
    static final BasicStroke DASHED =
            new BasicStroke(0.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 3}, 0);

    private Ink() {}
}
