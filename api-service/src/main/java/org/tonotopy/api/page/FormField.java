package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.registry.catalogue.Hyperparameter;
import org.tonotopy.registry.catalogue.HyperparameterDomain;

/**
 * A field of a form, with what was typed into it.
 *
 * @param name as in a request to the API
 * @param label what it asks for
 * @param help what it means, within which bounds, and what is taken where it is left empty
 * @param options to choose from; empty: it is typed
 * @param open whether something else than the options may be typed
 * @param emptyWords the option, or the hint within the field, for leaving it empty; empty: it has to be filled in
 * @param typed what was typed or chosen
 * @param problem what is wrong with it and what to do
 */
record FormField(
        String name,
        String label,
        String help,
        List<FormOption> options,
        boolean open,
        String emptyWords,
        String typed,
        Optional<String> problem) {
    /** As many can be looked through; where there are more, the name is typed. */
    static final int MOST_OPTIONS = 500;

    /** Copies the list. */
    FormField {
        options = List.copyOf(options);
    }

    /** Identity of its element. */
    public String id() {
        return name.replace('.', '-');
    }

    /** Whether nothing else than one of its options can be sent. */
    public boolean isChosen() {
        return !open && !options.isEmpty();
    }

    /** What the form sends where nobody touches the field: what is shown. */
    public String sent() {
        return typed.isEmpty() && emptyWords.isEmpty() && isChosen()
                ? options.get(0).value()
                : typed;
    }

    /** A field that is typed. */
    static FormField typed(
            String name, String label, String help, String emptyWords, TypedForm form, List<FieldProblem> problems) {
        return choice(name, label, help, List.of(), emptyWords, form, problems);
    }

    /** A field that is chosen. */
    static FormField choice(
            String name,
            String label,
            String help,
            List<FormOption> options,
            String emptyWords,
            TypedForm form,
            List<FieldProblem> problems) {
        return new FormField(name, label, help, options, false, emptyWords, form.text(name), problem(name, problems));
    }

    /**
     * A field for one of many things that have references. Of too many to look through, the first are offered while the reference
     * is typed, and the help says so.
     *
     * @param references as many as can be looked through, and one more where there are more
     */
    static FormField offered(
            String name,
            String label,
            String help,
            List<String> references,
            TypedForm form,
            List<FieldProblem> problems) {
        List<FormOption> options =
                references.stream().limit(MOST_OPTIONS).map(FormOption::new).toList();
        boolean tooMany = references.size() > MOST_OPTIONS;
        return new FormField(
                name,
                label,
                tooMany ? help + " There are more than " + MOST_OPTIONS + ": type the name and version of any." : help,
                options,
                tooMany,
                "",
                form.text(name),
                problem(name, problems));
    }

    /**
     * A setting of the catalogue.
     *
     * @param group the object of the request that holds it
     * @param standard what it is where it is left empty
     */
    static FormField of(
            String group, Hyperparameter setting, Object standard, TypedForm form, List<FieldProblem> problems) {
        HyperparameterDomain domain = setting.domain();
        List<FormOption> options = List.of();
        if (domain instanceof HyperparameterDomain.Choice choice) {
            options = choice.options().stream().map(FormOption::new).toList();
        } else if (domain instanceof HyperparameterDomain.Flag) {
            options = List.of(new FormOption("true", "yes"), new FormOption("false", "no"));
        }
        String unit = setting.unit().isEmpty() ? "" : " (" + setting.unit() + ")";
        return choice(
                group + "." + setting.name(),
                setting.name().replace('_', ' ') + unit,
                help(setting, options.isEmpty()),
                options,
                "default: " + words(standard),
                form,
                problems);
    }

    private static String help(Hyperparameter setting, boolean isTyped) {
        String where = setting.appliesWhere().settings().isEmpty()
                ? ""
                : " Only where " + setting.appliesWhere().inWords() + ".";
        return setting.meaning()
                + (isTyped ? " " + capitalised(setting.domain().inWords()) + "." : "")
                + where
                + (setting.source().isEmpty() ? "" : " Source: " + setting.source() + ".");
    }

    private static String words(Object standard) {
        if (standard instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        return standard instanceof Double real ? PageNumbers.exact(real) : String.valueOf(standard);
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Of the field itself, or of an element of its list. */
    private static Optional<String> problem(String name, List<FieldProblem> problems) {
        return problems.stream()
                .filter(problem ->
                        problem.field().equals(name) || problem.field().startsWith(name + "["))
                .findFirst()
                .map(problem -> capitalised(problem.problem()) + ". " + problem.remedy());
    }
}
