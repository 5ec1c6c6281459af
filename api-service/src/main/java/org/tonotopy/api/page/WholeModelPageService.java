package org.tonotopy.api.page;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.model.ModelService;
import org.tonotopy.registry.model.ModelVersion;

/** Gathers all that the page of a model shows, in one transaction: its dataset is read once for all of it. */
@Service
class WholeModelPageService {
    private final ModelService models;
    private final ModelPageService pages;
    private final ModelLabelPageService labels;
    private final ReproductionPageService reproductions;

    WholeModelPageService(
            ModelService models,
            ModelPageService pages,
            ModelLabelPageService labels,
            ReproductionPageService reproductions) {
        this.models = models;
        this.pages = pages;
        this.labels = labels;
        this.reproductions = reproductions;
    }

    /**
     * The page of a model version.
     *
     * @param model what it is
     * @param labels what people say of it
     * @param reproductions what came out when its fit was made again
     */
    record Page(ModelView model, ModelLabelView labels, ReproductionsView reproductions) {}

    /**
     * The page of a model version.
     *
     * @param caller null: nobody known
     * @param choice what of it is looked at
     */
    @Transactional(readOnly = true)
    public Page page(@Nullable Caller caller, String reference, ModelChoice choice) {
        ModelVersion version = models.require(reference);
        return new Page(pages.view(version, choice), labels.view(caller, version), reproductions.view(version));
    }
}
