package org.tonotopy.encoding.importing.archive;

import java.io.Serial;
import java.io.Serializable;
import java.util.Comparator;

/** Names in the order in which a person counts: runs of digits by their number, everything else by its characters. */
public final class NaturalOrder implements Comparator<String>, Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(String first, String second) {
        int i = 0;
        int j = 0;
        while (i < first.length() && j < second.length()) {
            int digits = digitsFrom(first, i);
            int otherDigits = digitsFrom(second, j);
            if (digits > 0 && otherDigits > 0) {
                int order = compareNumbers(first.substring(i, i + digits), second.substring(j, j + otherDigits));
                if (order != 0) {
                    return order;
                }
                i += digits;
                j += otherDigits;
            } else {
                int order = Character.compare(first.charAt(i++), second.charAt(j++));
                if (order != 0) {
                    return order;
                }
            }
        }
        int rest = Integer.compare(first.length() - i, second.length() - j);
        // 01 and 1 are one number, but two names.
        return rest != 0 ? rest : first.compareTo(second);
    }

    private static int digitsFrom(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end - start;
    }

    private static int compareNumbers(String first, String second) {
        String significant = first.replaceFirst("^0+", "");
        String otherSignificant = second.replaceFirst("^0+", "");
        int length = Integer.compare(significant.length(), otherSignificant.length());
        return length != 0 ? length : significant.compareTo(otherSignificant);
    }
}
