package org.tonotopy.api.dataset;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.report.DatasetFigure;
import org.tonotopy.registry.report.DatasetFigureKind;

/**
 * A picture of a report.
 *
 * @param id identity
 * @param kind what it shows
 * @param subject index of the stimulus or neuron
 * @param name of the stimulus or neuron
 * @param png path of the picture
 * @param svg path of the drawing
 * @param csv path of the numbers
 */
@Schema(name = "DatasetFigure", description = "A picture of a dataset's report, and the numbers in it.")
public record DatasetFigureResponse(
        UUID id,

        @Schema(
                description =
                        "ceilings: how many neurons have which noise ceiling. alignment: how closely responses follow"
                                + " the sound at each lag. stimulus: a cochleagram above the PSTH of all neurons. neuron: the repeats of a"
                                + " neuron above its PSTH.")
        DatasetFigureKind kind,

        @Schema(description = "Index of the stimulus or neuron in the recording; null where it is of all.")
        Optional<Integer> subject,

        @Schema(description = "Name of the stimulus or neuron; null where it is of all.")
        Optional<String> name,

        @Schema(description = "Where the picture is.") String png,

        @Schema(description = "Where the same is as lines and text.")
        String svg,

        @Schema(description = "Where the numbers are that it shows.")
        String csv) {
    static DatasetFigureResponse of(Dataset dataset, DatasetFigure figure) {
        String path = DatasetService.PATH + "/" + dataset.reference() + "/figures/" + figure.id();
        DatasetShape shape = dataset.shape().orElseThrow();
        return new DatasetFigureResponse(
                figure.id(),
                figure.kind(),
                figure.subject(),
                figure.subject().map(index -> switch (figure.kind()) {
                    case STIMULUS -> shape.stimuli().get(index).name();
                    case NEURON -> shape.neurons().get(index).name();
                    case CEILINGS, ALIGNMENT -> throw new IllegalStateException(figure.kind() + " is of all");
                }),
                path + ".png",
                path + ".svg",
                path + ".csv");
    }
}
