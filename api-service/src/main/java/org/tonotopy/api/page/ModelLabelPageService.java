package org.tonotopy.api.page;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.model.ModelComparisonResponse;
import org.tonotopy.api.model.ModelComparisonService;
import org.tonotopy.api.model.ModelLabelService;
import org.tonotopy.api.model.ModelService;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.model.ModelLabels;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.reference.VersionedName;

/** Gathers what people say of a model, and what two of them have in common. */
@Service
class ModelLabelPageService {
    private final ModelService models;
    private final ModelLabelService changes;
    private final ModelComparisonService comparisons;
    private final BoardLedger boards;

    ModelLabelPageService(
            ModelService models, ModelLabelService changes, ModelComparisonService comparisons, BoardLedger boards) {
        this.models = models;
        this.changes = changes;
        this.comparisons = comparisons;
        this.boards = boards;
    }

    /**
     * What is said of a version.
     *
     * @param caller null: nobody known
     */
    @Transactional(readOnly = true)
    public ModelLabelView view(@Nullable Caller caller, ModelVersion version) {
        ModelLabels said = models.said(version);
        Optional<Caller> member = Optional.ofNullable(caller).filter(known -> known.role() != Role.VIEWER);
        boolean mayDescribe = member.filter(known -> ModelLabelService.mayDescribe(known, version))
                .isPresent();
        boolean mayAlias = member.filter(known -> ModelLabelService.mayAlias(known, version))
                .isPresent();
        String name = version.reference().name();
        return new ModelLabelView(
                said.tags(),
                said.note(),
                said.aliases().entrySet().stream()
                        .map(alias -> new ModelLabelView.Alias(
                                alias.getKey(),
                                new VersionedName(name, alias.getValue()).toString(),
                                alias.getValue() == version.reference().version()))
                        .toList(),
                mayDescribe || mayAlias ? Optional.of(changes.etag(version)) : Optional.empty(),
                mayDescribe,
                mayAlias);
    }

    /** Two versions beside each other. */
    @Transactional(readOnly = true)
    public ModelComparisonView comparison(String reference, String with) {
        ModelComparisonResponse comparison = comparisons.compare(reference, with);
        ModelVersion first = models.require(comparison.first());
        ModelVersion second = models.require(comparison.second());
        boolean onOneBoard = first.benchmark().id().equals(second.benchmark().id())
                && !comparison.sameSpec()
                && Stream.of(first, second)
                        .allMatch(version -> version.coversItsBenchmark() && boards.mayHold(version.id()));
        return new ModelComparisonView(
                comparison,
                onOneBoard
                        ? Optional.of(new ModelComparisonView.OnBoard(
                                first.benchmark().reference().toString(), first.specSha256(), second.specSha256()))
                        : Optional.empty());
    }
}
