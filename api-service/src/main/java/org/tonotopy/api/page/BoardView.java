package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;

/**
 * A board as the page shows it: every value is a text already.
 *
 * @param benchmark reference of the benchmark
 * @param dataset reference of the dataset
 * @param facts of dataset and benchmark, name and value
 * @param citation of the dataset
 * @param license of the dataset
 * @param rules of the benchmark; may be empty
 * @param rows the best, in order
 * @param more how many others there are
 * @param jobs that are not over
 */
record BoardView(
        String benchmark,
        String dataset,
        List<Fact> facts,
        Optional<String> citation,
        Optional<String> license,
        String rules,
        List<Row> rows,
        int more,
        List<JobLine> jobs) {
    /**
     * One model.
     *
     * @param kind its kind
     * @param label what it is beside one network for all neurons; may be empty
     * @param settings what tells it from others of its kind
     * @param ccNormMean mean normalised correlation over neurons, with its spread over seeds
     * @param ccNormMedian median
     * @param ccMean mean correlation over neurons, with its spread over seeds
     * @param ccMedian median
     * @param neurons that count, and that are left out
     * @param parameters number of fitted parameters
     * @param seeds that were fitted: seed and reference of its model; empty for an ensemble
     * @param model reference of one of its models
     * @param fitTime mean wall time
     * @param authors who asked for it
     * @param date of the newest fit
     */
    record Row(
            String kind,
            String label,
            String settings,
            String ccNormMean,
            String ccNormMedian,
            String ccMean,
            String ccMedian,
            String neurons,
            String parameters,
            List<Fact> seeds,
            String model,
            String fitTime,
            String authors,
            String date) {}

    /**
     * A job that is not over.
     *
     * @param label what it makes
     * @param state in words
     * @param done epochs, networks or neurons that are done
     * @param total epochs, networks or neurons at most; 0 where that is not known
     * @param words the same in words; empty where it is not known
     */
    record JobLine(String label, String state, int done, int total, String words) {}
}
