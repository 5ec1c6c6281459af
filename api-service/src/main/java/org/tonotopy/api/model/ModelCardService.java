package org.tonotopy.api.model;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.board.BoardLedger.Computed;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.reproduction.ReproductionRegistry;
import org.tonotopy.registry.score.ScoreRegistry;

/** Gathers what the card of a model says. */
@Service
class ModelCardService {
    private final ModelService models;
    private final ScoreRegistry scores;
    private final BoardLedger boards;
    private final ReproductionRegistry reproductions;

    ModelCardService(
            ModelService models, ScoreRegistry scores, BoardLedger boards, ReproductionRegistry reproductions) {
        this.models = models;
        this.scores = scores;
        this.boards = boards;
        this.reproductions = reproductions;
    }

    /** The card of a model version. */
    @Transactional(readOnly = true)
    public ModelCardResponse card(String reference) {
        ModelVersion version = models.require(reference);
        // A model of some neurons only is on no board, whatever others of its spec are.
        Optional<Computed> board =
                version.coversItsBenchmark() ? boards.find(version.benchmark().id()) : Optional.empty();
        return ModelCardResponse.of(
                version,
                models.get(reference),
                scores.find(version.id()).orElseThrow(),
                board,
                reproductions.ofModel(version.id()).values());
    }
}
