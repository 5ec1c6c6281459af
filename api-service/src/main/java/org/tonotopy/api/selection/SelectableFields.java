package org.tonotopy.api.selection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a handler whose answer has a list of wide elements; handlers that answer with a page have one by that. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface SelectableFields {
    /** The component of the answer that is the list. */
    String value();
}
