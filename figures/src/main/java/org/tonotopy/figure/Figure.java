package org.tonotopy.figure;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.DefaultExtensionHandler;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/**
 * Panels in rows, and the files that they make. Equal figures make equal files wherever the fonts are the same.
 *
 * @param rows panels from left to right, rows from top to bottom
 */
public record Figure(List<List<Panel>> rows) {
    /** Pixels of a PNG for each point: 288 to an inch. */
    private static final int FOR_PRINT = 4;

    /**
     * One chart.
     *
     * @param chart the drawing
     * @param width in points, 72 to an inch
     * @param height in points
     */
    public record Panel(JFreeChart chart, double width, double height) {}

    /** Copies the rows. */
    public Figure {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Width in points. */
    public int width() {
        return (int) Math.ceil(rows.stream()
                .mapToDouble(row -> row.stream().mapToDouble(Panel::width).sum())
                .max()
                .orElseThrow());
    }

    /** Height in points. */
    public int height() {
        return (int) Math.ceil(rows.stream().mapToDouble(Figure::height).sum());
    }

    private static double height(List<Panel> row) {
        return row.stream().mapToDouble(Panel::height).max().orElse(0);
    }

    /** The figure as a PNG of 288 pixels to an inch. */
    public byte[] png() {
        return png(FOR_PRINT);
    }

    /**
     * The figure as a PNG.
     *
     * @param pixels for each point; time and size go with its square
     */
    public byte[] png(int pixels) {
        BufferedImage image = new BufferedImage(width() * pixels, height() * pixels, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.scale(pixels, pixels);
            draw(graphics);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot be written to", impossible);
        }
        return bytes.toByteArray();
    }

    /** The figure as an SVG, with its text as text. */
    public byte[] svg() {
        Document document = GenericDOMImplementation.getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null);
        SVGGraphics2D graphics =
                new SVGGraphics2D(document, new EmbeddedImages(), new DefaultExtensionHandler(), false);
        graphics.setSVGCanvasSize(new Dimension(width(), height()));
        draw(graphics);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStreamWriter writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            graphics.stream(writer, true);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot be written to", impossible);
        }
        return bytes.toByteArray();
    }

    /** Writes images as PNG by the JDK: Batik's own writers are a library more. */
    private static final class EmbeddedImages extends ImageHandlerBase64Encoder {
        @Override
        public void encodeImage(RenderedImage image, OutputStream destination) throws SVGGraphics2DIOException {
            try {
                ImageIO.write(image, "png", destination);
            } catch (IOException failure) {
                throw new SVGGraphics2DIOException("an image could not be written", failure);
            }
        }
    }

    private void draw(Graphics2D graphics) {
        double top = 0;
        for (List<Panel> row : rows) {
            double left = 0;
            for (Panel panel : row) {
                panel.chart().draw(graphics, new Rectangle2D.Double(left, top, panel.width(), panel.height()));
                left += panel.width();
            }
            top += height(row);
        }
    }
}
