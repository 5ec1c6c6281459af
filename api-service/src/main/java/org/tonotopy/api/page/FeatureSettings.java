package org.tonotopy.api.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.tonotopy.api.catalogue.FeatureKindsResponse;
import org.tonotopy.api.catalogue.FeatureKindsResponse.Kind;
import org.tonotopy.registry.catalogue.FeatureSpecification;
import org.tonotopy.registry.model.ModelVersion;

/**
 * The fields in which settings of features are written. They are most of the page of a model and the same on all of them, as long as
 * the program runs: they are drawn once.
 */
@Component
class FeatureSettings {
    private final List<ModelView.FeatureForm> forms;

    FeatureSettings(ITemplateEngine templates) {
        forms = FeatureKindsResponse.current().features().stream()
                .map(kind -> form(templates, kind))
                .toList();
    }

    private static ModelView.FeatureForm form(ITemplateEngine templates, Kind kind) {
        return new ModelView.FeatureForm(
                kind.kind(),
                kind.title(),
                kind.meaning(),
                templates.process("feature-settings", new Context(Locale.ROOT, Map.of("kind", kind))));
    }

    /** Those that a model has: a form that offers what would be refused helps nobody. */
    List<ModelView.FeatureForm> of(ModelVersion version) {
        return version.weights().isEmpty()
                ? List.of()
                : forms.stream()
                        .filter(form -> FeatureSpecification.suits(form.kind(), version.asked()))
                        .toList();
    }
}
