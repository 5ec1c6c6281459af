package org.tonotopy.standalone.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Writes what a study found: for a browser, as Markdown, as figures, and as CSV. */
final class StudyReport {
    private final List<Part> parts;
    private final Instant date;

    /**
     * A report.
     *
     * @param boards one for each benchmark
     * @param date when the boards were read
     */
    StudyReport(List<StudyBoard> boards, Instant date) {
        this.parts = boards.stream()
                .map(board -> new Part(board, IntervalPlot.of(board), MemoryVerdict.of(board), fileStem(board)))
                .toList();
        this.date = date;
    }

    /**
     * What is told of a benchmark.
     *
     * @param board its board
     * @param plot of its entries
     * @param verdict whether memory pays; empty where the board cannot say
     * @param stem of the names of its files
     */
    record Part(StudyBoard board, IntervalPlot plot, Optional<MemoryVerdict> verdict, String stem) {}

    private static String fileStem(StudyBoard board) {
        return board.benchmark().replace('@', '-');
    }

    /** Writes all files into a folder, over those of an earlier report. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, Object> all =
                Map.of("parts", parts, "date", date.truncatedTo(ChronoUnit.SECONDS), "numbers", new StudyNumbers());
        write(folder.resolve("report.html"), TemplateMode.HTML, "report.html", all);
        write(folder.resolve("report.md"), TemplateMode.TEXT, "report.md", all);
        for (Part part : parts) {
            write(
                    folder.resolve(part.stem() + ".svg"),
                    TemplateMode.XML,
                    "plot.svg",
                    Map.of("plot", part.plot(), "part", part));
            Files.writeString(folder.resolve(part.stem() + ".csv"), csv(part.board()));
        }
    }

    private static void write(Path file, TemplateMode mode, String template, Map<String, Object> values)
            throws IOException {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("study/");
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.setTemplateMode(mode);
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        Files.writeString(file, engine.process(template, new Context(Locale.ROOT, values)));
    }

    /** An undefined number is an empty cell. */
    private static String csv(StudyBoard board) {
        StringBuilder table = new StringBuilder(
                "rank,tied,model,mean,mean_low,mean_high,median,cc_mean,deviation_over_seeds,seeds,neurons,parameters,fit_seconds,spec_sha256\r\n");
        for (StudyBoard.Entry entry : board.entries()) {
            table.append(entry.rank().map(String::valueOf).orElse(""))
                    .append(',')
                    .append(entry.tied())
                    .append(",\"")
                    .append(entry.label().replace("\"", "\"\""))
                    .append('"');
            for (Optional<Double> value : List.of(
                    entry.mean(), entry.low(), entry.high(), entry.median(), entry.plain(), entry.deviation())) {
                table.append(',').append(value.map(String::valueOf).orElse(""));
            }
            table.append(',').append(entry.seeds()).append(',').append(entry.neurons());
            for (Optional<Double> value : List.of(entry.parameters(), entry.fitSeconds())) {
                table.append(',').append(value.map(String::valueOf).orElse(""));
            }
            table.append(',').append(entry.spec()).append("\r\n");
        }
        return table.toString();
    }
}
