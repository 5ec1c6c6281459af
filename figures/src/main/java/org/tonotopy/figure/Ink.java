package org.tonotopy.figure;

import java.awt.BasicStroke;
import java.awt.Color;

/** Colours and strokes of responses over time. */
public final class Ink {
    /** Behind everything. */
    public static final Color PAPER = Color.WHITE;
    /** A tick of a raster. */
    public static final Color SPIKE = Color.BLACK;
    /** A mean response. */
    public static final Color MEAN = new Color(26, 66, 142);
    /** What is to be seen first. */
    public static final Color PEAK = new Color(160, 90, 0);
    /** Where something should lie. */
    public static final Color EXPECTED = new Color(226, 236, 226);
    /** Where nothing was recorded. */
    public static final Color NOT_RECORDED = new Color(205, 205, 205);
    /** A mean response behind a prediction. */
    public static final Color MEASURED = new Color(168, 176, 186);
    /** What a model predicts. */
    public static final Color PREDICTED = new Color(190, 60, 20);
    /** One of many lines. */
    public static final Color ONE_OF_MANY = new Color(60, 60, 60, 70);
    /** A line among many. */
    public static final BasicStroke THIN = new BasicStroke(0.6f);
    /** The line of a prediction. */
    public static final BasicStroke STRONG = new BasicStroke(1.3f);
    /** A line. */
    public static final BasicStroke LINE = new BasicStroke(1f);
    /** A line that marks a place. */
    public static final BasicStroke DASHED =
            new BasicStroke(0.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 3}, 0);

    private Ink() {}
}
