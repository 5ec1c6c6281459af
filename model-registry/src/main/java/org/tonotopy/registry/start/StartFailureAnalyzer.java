package org.tonotopy.registry.start;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.unit.DataSize;
import org.tonotopy.migrations.SchemaMismatchException;

/**
 * Says in one sentence why a service does not start: a machine that lacks something, a setting that is missing or cannot be
 * used, a database or a store that does not answer or is another release's. Everything else is left to Spring Boot.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureAnalyzer implements FailureAnalyzer {
    private static final String WHERE_TO_LOOK = "docs/settings.md has every setting with its default and its meaning.";

    private static final String WHAT_A_MACHINE_NEEDS = "docs/operations.md says what a machine needs.";

    /** Classes of SQLSTATE: connection, authorisation, no such database, too many connections or a full disk, shutting down. */
    private static final Set<String> UNREACHABLE = Set.of("08", "28", "3D", "53", "57");

    private final SettingNames names;

    StartFailureAnalyzer(Environment environment) {
        this.names = new SettingNames(environment);
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnfitMachineException unfit) {
                return new FailureAnalysis(unfit.getMessage(), WHAT_A_MACHINE_NEEDS, failure);
            }
            Optional<String> sentence = sentence(cause);
            if (sentence.isPresent()) {
                return new FailureAnalysis(sentence.get(), WHERE_TO_LOOK, failure);
            }
        }
        return null;
    }

    private Optional<String> sentence(Throwable cause) {
        if (cause instanceof PlaceholderResolutionException missing) {
            return Optional.of(missing.getPlaceholder() + " is not set.");
        }
        if (cause instanceof BindException wrong) {
            return Optional.of(wrong(wrong));
        }
        if (cause instanceof SchemaMismatchException other) {
            return Optional.ofNullable(other.getMessage());
        }
        if (cause instanceof SQLException refused
                && refused.getSQLState() != null
                && UNREACHABLE.stream().anyMatch(refused.getSQLState()::startsWith)) {
            return Optional.of("The database that TONOTOPY_DATABASE_URL names cannot be used: " + refused.getMessage());
        }
        if (cause instanceof BeanCreationException part && "objectStore".equals(part.getBeanName())) {
            Throwable root = NestedExceptionUtils.getMostSpecificCause(part);
            return Optional.of("The object store cannot be used: " + root.getMessage());
        }
        return Optional.empty();
    }

    private String wrong(BindException wrong) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(wrong);
        if (root instanceof PlaceholderResolutionException missing) {
            return missing.getPlaceholder() + " is not set.";
        }
        Optional<ConversionFailedException> unreadable = unreadable(wrong);
        if (unreadable.isPresent()) {
            return names.of(wrong.getName().toString()) + " is \""
                    + unreadable.get().getValue() + "\": use "
                    + expected(ClassUtils.resolvePrimitiveIfNecessary(
                            wrong.getTarget().getType().toClass()))
                    + ".";
        }
        return "The settings below " + wrong.getName() + " cannot be used: " + root.getMessage() + ".";
    }

    private static Optional<ConversionFailedException> unreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConversionFailedException conversion) {
                return Optional.of(conversion);
            }
        }
        return Optional.empty();
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(" or "));
        }
        if (type == Duration.class) {
            return "a time such as 15s or 2h";
        }
        if (type == DataSize.class) {
            return "a size such as 16MB";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        return Number.class.isAssignableFrom(type)
                ? "a whole number"
                : "something that can be read as " + type.getSimpleName();
    }
}
