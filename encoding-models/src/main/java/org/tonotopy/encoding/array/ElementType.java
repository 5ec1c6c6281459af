package org.tonotopy.encoding.array;

import java.util.Optional;

/** The element types that are read and written, named as NumPy names them without the byte order. */
public enum ElementType {
    U1("u1", 1, false),
    I1("i1", 1, false),
    U2("u2", 2, false),
    I2("i2", 2, false),
    I4("i4", 4, false),
    I8("i8", 8, false),
    F4("f4", 4, true),
    F8("f8", 8, true);

    private final String code;
    private final int bytes;
    private final boolean floating;

    ElementType(String code, int bytes, boolean floating) {
        this.code = code;
        this.bytes = bytes;
        this.floating = floating;
    }

    /** The type that NumPy calls {@code code}, such as {@code f4}; empty where it is not one of these. */
    public static Optional<ElementType> of(String code) {
        for (ElementType type : values()) {
            if (type.code.equals(code)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** NumPy's name, without the byte order. */
    public String code() {
        return code;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether an element can hold NaN and fractions. */
    public boolean isFloating() {
        return floating;
    }
}
