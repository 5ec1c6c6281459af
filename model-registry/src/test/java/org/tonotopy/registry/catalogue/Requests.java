package org.tonotopy.registry.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.node.ObjectNode;

/** Models to ask for. */
final class Requests {
    private Requests() {}

    /** Every kind with every combination of words that applies. */
    static List<ObjectNode> everyWord() {
        List<ObjectNode> requests = new ArrayList<>();
        for (CatalogueEntry entry : ModelCatalogue.entries()) {
            List<ObjectNode> ofKind = new ArrayList<>();
            ofKind.add(RegistryJson.mapper().createObjectNode().put(CatalogueEntry.KIND, entry.kind()));
            for (Hyperparameter setting : entry.hyperparameters()) {
                ofKind = withEveryValue(entry, setting, ofKind);
            }
            requests.addAll(ofKind);
        }
        return requests;
    }

    private static List<ObjectNode> withEveryValue(
            CatalogueEntry entry, Hyperparameter setting, List<ObjectNode> requests) {
        List<ObjectNode> more = new ArrayList<>();
        for (ObjectNode request : requests) {
            Specification complete = entry.complete("model", request, Map.of(), new ArrayList<>());
            if (setting.domain() instanceof HyperparameterDomain.Choice choice && complete.has(setting.name())) {
                choice.options().forEach(option -> more.add(request.deepCopy().put(setting.name(), option)));
            } else if (setting.domain() instanceof HyperparameterDomain.Flag && complete.has(setting.name())) {
                List.of(true, false).forEach(flag -> more.add(request.deepCopy().put(setting.name(), flag)));
            } else {
                more.add(request);
            }
        }
        return more;
    }
}
