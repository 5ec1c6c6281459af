package org.tonotopy.encoding.cuda;

/**
 * A graphics processor.
 *
 * @param name as its maker calls it
 * @param memoryBytes all that it has
 * @param major first part of its compute capability
 * @param minor second part of it
 * @param driver newest version of CUDA that its driver knows, as 1000 times the first part and 10 times the second
 */
public record GpuDescription(String name, long memoryBytes, int major, int minor, int driver) {
    /** For people. */
    @Override
    public String toString() {
        return name + ", " + (memoryBytes >> 20) + " MiB, compute capability " + major + "." + minor
                + ", driver for CUDA " + driver / 1000 + "." + driver % 1000 / 10;
    }

    /** The machine code that it runs, as the compiler names it. */
    String architecture() {
        return "sm_" + major + minor;
    }
}
