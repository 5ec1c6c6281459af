package org.tonotopy.api.model;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.http.IfMatch;
import org.tonotopy.api.http.StorableJson;
import org.tonotopy.api.paging.NewestFirst;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.model.AliasChange;
import org.tonotopy.registry.model.ModelLabelLedger;
import org.tonotopy.registry.model.ModelLabels;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.reference.AliasedName;
import org.tonotopy.registry.reference.VersionedName;

/** Has people say what they think of models: tags, notes and aliases. */
@Service
public class ModelLabelService {
    private final ModelService models;
    private final ModelLabelLedger labels;

    ModelLabelService(ModelService models, ModelLabelLedger labels) {
        this.models = models;
        this.labels = labels;
    }

    /** Gives a version a tag. */
    @Transactional
    public ModelResponse tag(Caller caller, Optional<String> ifMatch, String reference, String tag) {
        requireTag(tag);
        return change(caller, ifMatch, reference, Whose.VERSION, (version, said) -> {
            SortedSet<String> tags = new TreeSet<>(said.tags());
            if (tags.add(tag) && tags.size() > ModelLabels.MOST_TAGS) {
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        new FieldProblem(
                                "tag", "there are " + ModelLabels.MOST_TAGS + " tags already", "Take one away first."));
            }
            labels.tag(version, tags);
        });
    }

    private static void requireTag(String tag) {
        FieldProblems problems = new FieldProblems();
        problems.requireName("tag", tag);
        if (problems.isEmpty() && tag.length() > ModelLabels.LONGEST_TAG) {
            problems.add("tag", "it is too long", "Use at most " + ModelLabels.LONGEST_TAG + " characters.");
        }
        problems.refuse();
    }

    /** Takes a tag from a version. */
    @Transactional
    public ModelResponse removeTag(Caller caller, Optional<String> ifMatch, String reference, String tag) {
        return change(caller, ifMatch, reference, Whose.VERSION, (version, said) -> {
            SortedSet<String> tags = new TreeSet<>(said.tags());
            if (!tags.remove(tag)) {
                throw new ProblemException(
                        ProblemType.NO_SUCH_LABEL, version.reference() + " does not have the tag " + tag + ".");
            }
            labels.tag(version, tags);
        });
    }

    /** Says something of a version. */
    @Transactional
    public ModelResponse note(Caller caller, Optional<String> ifMatch, String reference, @Nullable String text) {
        String note = requireNote(text);
        return change(
                caller, ifMatch, reference, Whose.VERSION, (version, said) -> labels.note(version, Optional.of(note)));
    }

    private static String requireNote(@Nullable String sent) {
        FieldProblems problems = new FieldProblems();
        String note = sent == null ? "" : sent.strip().replace("\r\n", "\n");
        if (note.isEmpty()) {
            problems.add(
                    "note",
                    sent == null ? "it is missing" : "it says nothing",
                    "Write 1 to " + ModelLabels.LONGEST_NOTE + " characters, or DELETE the note to have none.");
        } else if (note.length() > ModelLabels.LONGEST_NOTE) {
            problems.add("note", "it is too long", "Use at most " + ModelLabels.LONGEST_NOTE + " characters.");
        } else if (!StorableJson.isStorable(note)) {
            problems.add("note", "it holds what cannot be kept", StorableJson.REMEDY);
        }
        problems.refuse();
        return note;
    }

    /** Takes back what was said of a version. */
    @Transactional
    public ModelResponse removeNote(Caller caller, Optional<String> ifMatch, String reference) {
        return change(caller, ifMatch, reference, Whose.VERSION, (version, said) -> {
            if (said.note().isEmpty()) {
                throw new ProblemException(ProblemType.NO_SUCH_LABEL, version.reference() + " has no note.");
            }
            labels.note(version, Optional.empty());
        });
    }

    /** The same where it does not matter whether anything was said. */
    @Transactional
    public ModelResponse clearNote(Caller caller, Optional<String> ifMatch, String reference) {
        return change(
                caller, ifMatch, reference, Whose.VERSION, (version, said) -> labels.note(version, Optional.empty()));
    }

    /** Lets an alias of its name stand for a version. */
    @Transactional
    public ModelResponse alias(Caller caller, Optional<String> ifMatch, String reference, String alias) {
        if (!AliasedName.isAlias(alias)) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    new FieldProblem(
                            "alias",
                            "it is no alias",
                            "Use lower-case letters, digits, dots and hyphens, at most 50, and begin with a letter."));
        }
        return change(caller, ifMatch, reference, Whose.NAME, (version, said) -> {
            if (said.aliases().size() >= ModelLabels.MOST_ALIASES
                    && !said.aliases().containsKey(alias)) {
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        new FieldProblem(
                                "alias",
                                "there are " + ModelLabels.MOST_ALIASES + " aliases of "
                                        + version.reference().name() + " already",
                                "Remove one first, or move one."));
            }
            if (!labels.point(alias, version, caller.accountId())) {
                // Gone since it was found: say how.
                models.require(version.reference().toString());
            }
        });
    }

    /** Removes an alias that stands for a version. */
    @Transactional
    public ModelResponse removeAlias(Caller caller, Optional<String> ifMatch, String reference, String alias) {
        return change(caller, ifMatch, reference, Whose.NAME, (version, said) -> {
            Optional<Integer> now = Optional.ofNullable(said.aliases().get(alias));
            if (now.filter(known -> known == version.reference().version()).isEmpty()) {
                throw new ProblemException(
                        ProblemType.NO_SUCH_LABEL,
                        "The alias " + alias + " does not stand for " + version.reference()
                                + now.map(other -> "; it stands for version " + other)
                                        .orElse("")
                                + ".");
            }
            labels.remove(alias, version, caller.accountId());
        });
    }

    /** Who may change something besides admins. */
    private enum Whose {
        /** Who asked for the version, and who made the first of its name. */
        VERSION,
        /** Who made the first version of the name: an alias is about all of them. */
        NAME
    }

    private ModelResponse change(
            Caller caller,
            Optional<String> ifMatch,
            String reference,
            Whose whose,
            BiConsumer<ModelVersion, ModelLabels> work) {
        // Before anything is read, so that what is read is what is changed.
        Optional.of(reference.replaceFirst("@.*", ""))
                .filter(VersionedName::isName)
                .ifPresent(labels::lock);
        ModelVersion version = models.require(reference);
        requireOwn(caller, version, whose);
        IfMatch match = IfMatch.read(ifMatch, ModelService.PATH + "/" + version.reference());
        match.require(models.response(version).etag());
        work.accept(version, models.said(version));
        return models.response(version);
    }

    private static void requireOwn(Caller caller, ModelVersion version, Whose whose) {
        Account ofName = version.modelOwner();
        if (whose == Whose.NAME) {
            caller.requireOwn(ofName.id(), "The name " + version.reference().name(), ofName.name());
        } else if (!caller.owns(ofName.id())) {
            caller.requireOwn(
                    version.owner().id(),
                    "The model " + version.reference(),
                    version.owner().name());
        }
    }

    /** What a change of a version names in If-Match. */
    @Transactional(readOnly = true)
    public String etag(ModelVersion version) {
        return models.response(version).etag();
    }

    /** Whether somebody may give a version tags and a note. */
    public static boolean mayDescribe(Caller caller, ModelVersion version) {
        return caller.owns(version.modelOwner().id())
                || caller.owns(version.owner().id());
    }

    /** Whether somebody may have aliases stand for a version. */
    public static boolean mayAlias(Caller caller, ModelVersion version) {
        return caller.owns(version.modelOwner().id());
    }

    /**
     * A page of what became of aliases, newest first.
     *
     * @param model only of this name
     * @param alias only of this alias
     */
    @Transactional(readOnly = true)
    public Page<AliasChangeResponse> changes(
            Optional<String> model, Optional<String> alias, Optional<String> token, int limit) {
        record Asked(Optional<String> model, Optional<String> alias) {}
        String query = "alias changes " + Sha256.hex(Sha256.of(RegistryJson.canonicalBytes(new Asked(model, alias))));
        NewestFirst after = NewestFirst.read(token, query);
        return Page.<AliasChange>cut(
                        labels.changes(model, alias, after.createdAt(), after.id(), limit + 1),
                        query,
                        limit,
                        last -> new NewestFirst(last.at(), last.id()).cursor())
                .map(AliasChangeResponse::of);
    }
}
