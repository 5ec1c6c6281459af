package org.tonotopy.figure;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether text can be drawn on this machine: Java does it with libraries and fonts of the system, which a bare one lacks. */
public final class TextProof {
    private static final String SAMPLE = "Hz";
    private static final int WIDTH = 32;
    private static final int HEIGHT = 16;

    private TextProof() {}

    /** Draws a word; why that fails and what to install, or empty where it was drawn. */
    public static Optional<String> failure() {
        try {
            return isDrawn() ? Optional.empty() : Optional.of(sentence("no letter was drawn"));
        } catch (LinkageError | InternalError | RuntimeException failure) {
            return Optional.of(sentence(String.valueOf(root(failure))));
        }
    }

    private static boolean isDrawn() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setFont(Style.TICK);
            // Charts measure what they write.
            int width = graphics.getFontMetrics().stringWidth(SAMPLE);
            graphics.drawString(SAMPLE, (WIDTH - width) / 2, HEIGHT - HEIGHT / 4);
        } finally {
            graphics.dispose();
        }
        int[] pixels = image.getData().getPixels(0, 0, WIDTH, HEIGHT, (int[]) null);
        return IntStream.of(pixels).anyMatch(pixel -> pixel > 0);
    }

    /** What Java wraps says more than what it throws. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String sentence(String reason) {
        return "Text cannot be drawn on this machine, and without it no picture of a recording, a feature or a prediction:"
                + " install a font and the libraries that Java draws it with, on Debian libfreetype6, libharfbuzz0b,"
                + " libfontconfig1 (or fontconfig) and fonts-dejavu-core (" + reason + ")";
    }
}
