package org.tonotopy.api.feature;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Puts the platform's own figures beside each other, as they are. */
final class FigureRow {
    private static final Pattern ROOT = Pattern.compile("<svg\\b[^>]*>");
    private static final Pattern WIDTH = Pattern.compile("\\bwidth=\"([0-9.]+)(?:px|pt)?\"");
    private static final Pattern HEIGHT = Pattern.compile("\\bheight=\"([0-9.]+)(?:px|pt)?\"");
    private static final Pattern PLACE = Pattern.compile("\\s(x|y|width|height)=\"[^\"]*\"");
    private static final Pattern NAMED = Pattern.compile("\\bid=\"([^\"]+)\"");

    private FigureRow() {}

    /** One PNG of several, aligned at the top on white. */
    static byte[] ofPngs(List<byte[]> figures) throws IOException {
        List<BufferedImage> images = new ArrayList<>();
        for (byte[] figure : figures) {
            images.add(ImageIO.read(new ByteArrayInputStream(figure)));
        }
        BufferedImage row = new BufferedImage(
                images.stream().mapToInt(BufferedImage::getWidth).sum(),
                images.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow(),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = row.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, row.getWidth(), row.getHeight());
        int x = 0;
        for (BufferedImage image : images) {
            canvas.drawImage(image, x, 0, null);
            x += image.getWidth();
        }
        canvas.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(row, "png", png);
        return png.toByteArray();
    }

    /** One SVG of several, aligned at the top; names inside get a number, so that none is there twice. */
    static byte[] ofSvgs(List<byte[]> figures) {
        StringBuilder row = new StringBuilder();
        double x = 0;
        double height = 0;
        for (int index = 0; index < figures.size(); index++) {
            String figure = new String(figures.get(index), StandardCharsets.UTF_8);
            Matcher root = ROOT.matcher(figure);
            if (!root.find()) {
                throw new IllegalStateException("a stored figure is no SVG");
            }
            double ownWidth = length(WIDTH, root.group());
            double ownHeight = length(HEIGHT, root.group());
            String place = String.format(
                    Locale.ROOT, "<svg x=\"%s\" y=\"0\" width=\"%s\" height=\"%s\"", x, ownWidth, ownHeight);
            row.append(place)
                    .append(PLACE.matcher(root.group()).replaceAll("").substring("<svg".length()))
                    .append(renamed(figure.substring(root.end()), "f" + index + "-"));
            x += ownWidth;
            height = Math.max(height, ownHeight);
        }
        String head = String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                        + " width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\">",
                x,
                height,
                x,
                height);
        return (head + row + "</svg>\n").getBytes(StandardCharsets.UTF_8);
    }

    private static double length(Pattern pattern, String root) {
        Matcher length = pattern.matcher(root);
        if (!length.find()) {
            throw new IllegalStateException("a stored figure does not say how large it is");
        }
        return Double.parseDouble(length.group(1));
    }

    private static String renamed(String figure, String prefix) {
        String renamed = figure;
        Matcher names = NAMED.matcher(figure);
        while (names.find()) {
            String name = names.group(1);
            renamed = renamed.replace("id=\"" + name + "\"", "id=\"" + prefix + name + "\"")
                    .replace("\"#" + name + "\"", "\"#" + prefix + name + "\"")
                    .replace("url(#" + name + ")", "url(#" + prefix + name + ")");
        }
        return renamed;
    }
}
