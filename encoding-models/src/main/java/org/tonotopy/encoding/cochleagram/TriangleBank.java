package org.tonotopy.encoding.cochleagram;

/**
 * Short-time Fourier magnitudes, summed in triangles of unit sum. A triangle rises and falls in straight lines on the
 * frequency scale, from the centre of the band below to that of the band above, and ends at the Nyquist frequency.
 *
 * <p>The window is a symmetric Hann window, the transform four times as long (Harper 2016), or longer where bands are so
 * narrow that a triangle would fall between two of its frequencies.
 */
final class TriangleBank implements BandLevels {
    private static final int LEAST_PADDING = 4;
    private static final int MOST_PADDING = 64;

    private final Frames frames;
    private final Triangle[] triangles;
    private final ChirpTransform spectrum;

    /** Weights of the Fourier frequencies from number {@code first} on. */
    private record Triangle(int first, double[] weights) {}

    TriangleBank(FrontEnd frontEnd, double sampleRateHz, Frames frames) {
        this.frames = frames;
        int padding = LEAST_PADDING;
        while (padding < MOST_PADDING && narrowest(frontEnd, sampleRateHz / (padding * frames.window())) == 0) {
            padding *= 2;
        }
        int length = padding * frames.window();
        double stepHz = sampleRateHz / length;
        this.triangles = new Triangle[frontEnd.bands()];
        for (int band = 0; band < triangles.length; band++) {
            triangles[band] = triangle(frontEnd, band, stepHz, length / 2);
        }
        int first = triangles[0].first();
        Triangle last = triangles[triangles.length - 1];
        this.spectrum = new ChirpTransform(hann(frames.window()), length, first, last.first() + last.weights().length);
    }

    private static int narrowest(FrontEnd frontEnd, double stepHz) {
        int narrowest = Integer.MAX_VALUE;
        for (int band = 0; band < frontEnd.bands(); band++) {
            narrowest = Math.min(narrowest, above(frontEnd, band + 1, stepHz) - above(frontEnd, band - 1, stepHz));
        }
        return narrowest;
    }

    /** The first Fourier frequency above the centre of a band, or the last one at or below it plus one. */
    private static int above(FrontEnd frontEnd, int band, double stepHz) {
        double hz = frontEnd.scale().hz(frontEnd.position(band));
        return (int) Math.max(0, Math.floor(hz / stepHz) + 1);
    }

    private static Triangle triangle(FrontEnd frontEnd, int band, double stepHz, int nyquist) {
        int first = above(frontEnd, band - 1, stepHz);
        int end = Math.min(above(frontEnd, band + 1, stepHz), nyquist + 1);
        double lower = frontEnd.position(band - 1);
        double centre = frontEnd.position(band);
        double upper = frontEnd.position(band + 1);
        double[] weights = new double[Math.max(0, end - first)];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double position = frontEnd.scale().position((first + i) * stepHz);
            weights[i] =
                    Math.max(0, Math.min((position - lower) / (centre - lower), (upper - position) / (upper - centre)));
            sum += weights[i];
        }
        if (sum == 0) {
            int nearest = (int) Math.min(nyquist, Math.round(frontEnd.scale().hz(centre) / stepHz));
            return new Triangle(nearest, new double[] {1});
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return new Triangle(first, weights);
    }

    private static double[] hann(int length) {
        double[] window = new double[length];
        for (int i = 0; i < length; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (length - 1));
        }
        return window;
    }

    @Override
    public double[] of(float[] samples) {
        int bands = triangles.length;
        double[] levels = new double[frames.ends().length * bands];
        double[] frame = new double[frames.window()];
        for (int bin = 0; bin < frames.ends().length; bin++) {
            int start = frames.ends()[bin] - frame.length;
            for (int i = 0; i < frame.length; i++) {
                int sample = start + i;
                frame[i] = sample >= 0 && sample < samples.length ? samples[sample] : 0;
            }
            double[] magnitudes = spectrum.magnitudes(frame);
            for (int band = 0; band < bands; band++) {
                levels[bin * bands + band] = weighted(triangles[band], magnitudes);
            }
        }
        return levels;
    }

    private double weighted(Triangle triangle, double[] magnitudes) {
        int offset = triangle.first() - spectrum.first();
        double sum = 0;
        for (int i = 0; i < triangle.weights().length; i++) {
            sum += triangle.weights()[i] * magnitudes[offset + i];
        }
        return sum;
    }
}
