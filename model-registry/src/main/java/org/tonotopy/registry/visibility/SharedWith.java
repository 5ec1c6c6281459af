package org.tonotopy.registry.visibility;

import java.util.Locale;

/** Whom things are shared with. */
public enum SharedWith {
    /** One account. */
    ACCOUNT,
    /** The accounts of a lab. */
    LAB;

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    String column() {
        return table() + "_id";
    }
}
