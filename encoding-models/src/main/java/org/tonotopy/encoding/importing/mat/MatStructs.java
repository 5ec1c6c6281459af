package org.tonotopy.encoding.importing.mat;

import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.recording.Finding;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Struct;

/** An array of structures that have the same fields. */
public final class MatStructs implements MatValue {
    static final MatStructs NONE = new MatStructs(Mat5.newStruct(0, 0));

    private final Struct structs;

    MatStructs(Struct structs) {
        this.structs = structs;
    }

    @Override
    public int[] dimensions() {
        return structs.getDimensions().clone();
    }

    @Override
    public int size() {
        return structs.getNumElements();
    }

    @Override
    public String kind() {
        return "a structure";
    }

    /** The names of the fields, as the file has them. */
    public List<String> fields() {
        return List.copyOf(structs.getFieldNames());
    }

    /** A field of one element; empty where there is no such element, or no field has this name. */
    public Optional<MatValue> find(int index, String field) {
        return index < size() && structs.getFieldNames().contains(field)
                ? Optional.of(MatFile.value(structs.get(field, index)))
                : Optional.empty();
    }

    /**
     * A field of one element.
     *
     * @param where what a refusal calls the element
     * @throws MatRefusedException where there is no such element, or no field has this name
     */
    public MatValue get(int index, String field, String where) throws MatRefusedException {
        return find(index, field)
                .orElseThrow(() -> new MatRefusedException(
                        Finding.Code.MISSING_ARRAY,
                        where,
                        "It has no field " + field + ".",
                        "Check that the file is of the form that was chosen."));
    }
}
