package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;

/**
 * What people say of a model, and who may say more.
 *
 * @param tags of the version
 * @param note of the version; empty: none
 * @param aliases of its name
 * @param etag of what is shown, which the forms send back; empty where there is no form
 * @param mayDescribe whether who looks at it may give it tags and a note
 * @param mayAlias whether who looks at it may have aliases stand for it
 */
record ModelLabelView(
        List<String> tags,
        Optional<String> note,
        List<Alias> aliases,
        Optional<String> etag,
        boolean mayDescribe,
        boolean mayAlias) {
    /**
     * An alias.
     *
     * @param alias the word
     * @param reference what it stands for
     * @param here whether that is the version that is looked at
     */
    record Alias(String alias, String reference, boolean here) {}
}
