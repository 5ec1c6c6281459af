package org.tonotopy.api.page;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tonotopy.api.http.CsvTable;
import org.tonotopy.api.prediction.PredictionService;
import org.tonotopy.figure.Course;

/** The figure of a prediction for the pages: whoever has signed in sees what they may, which no cookie says under the API. */
@Controller
@RequestMapping("/models/{reference}")
@Hidden
class PredictionPageController {
    private final PredictionService predictions;

    PredictionPageController(PredictionService predictions) {
        this.predictions = predictions;
    }

    @GetMapping(path = "/prediction.png", produces = MediaType.IMAGE_PNG_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @ResponseBody
    byte[] png(
            @PathVariable("reference") String reference,
            @RequestParam(name = "neuron") int neuron,
            @RequestParam(name = "stimulus") int stimulus)
            throws IOException {
        return predictions.png(reference, neuron, stimulus, 0, Course.MOST_BINS);
    }

    @GetMapping(path = "/prediction.svg", produces = "image/svg+xml")
    @PreAuthorize("hasRole('VIEWER')")
    @ResponseBody
    byte[] svg(
            @PathVariable("reference") String reference,
            @RequestParam(name = "neuron") int neuron,
            @RequestParam(name = "stimulus") int stimulus)
            throws IOException {
        return predictions.svg(reference, neuron, stimulus, 0, Course.MOST_BINS);
    }

    @GetMapping(path = "/prediction.csv", produces = CsvTable.MEDIA_TYPE)
    @PreAuthorize("hasRole('VIEWER')")
    @ResponseBody
    String table(
            @PathVariable("reference") String reference,
            @RequestParam(name = "neuron") int neuron,
            @RequestParam(name = "stimulus") int stimulus)
            throws IOException {
        return predictions.table(reference, neuron, stimulus, 0, Course.MOST_BINS);
    }
}
