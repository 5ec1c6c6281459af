package org.tonotopy.api.deprecation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the handler of an operation that will go away. Its answers announce it, the API's description says it, and its requests are counted; docs/http.md
 * says how long it stays at least.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface DeprecatedSince {
    /** Day from which it is deprecated, as 2026-11-27. */
    String value();

    /** First day on which it may be gone. */
    String sunset();

    /** Address that takes its place, such as /api/v1/things; empty: there is none. */
    String successor() default "";
}
