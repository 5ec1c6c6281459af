package org.tonotopy.encoding.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.cuda.nvrtc._nvrtcProgram;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** The kernels of networks of some widths, compiled for one processor and loaded. For the thread that has the processor. */
final class Kernels {
    private static final String SOURCE = "statenet.cu";

    private final CUmod_st module = new CUmod_st();
    private final Map<String, CUfunc_st> functions = new HashMap<>();

    /** @throws GpuUnavailableException if they cannot be compiled or loaded */
    Kernels(KernelWidths widths, GpuDescription gpu) {
        List<String> options = new ArrayList<>(widths.definitions());
        options.add("--gpu-architecture=" + gpu.architecture());
        options.add("--std=c++17");
        try (BytePointer machineCode = compile(options)) {
            Driver.check(cudart.cuModuleLoadData(module, machineCode), "load its kernels");
        }
    }

    /** Gives back what they take of the processor's memory; they are not used any more. */
    void unload() {
        Driver.check(cudart.cuModuleUnload(module), "take its kernels back");
    }

    /** A kernel by its name in the source. */
    CUfunc_st get(String name) {
        return functions.computeIfAbsent(name, wanted -> {
            CUfunc_st function = new CUfunc_st();
            Driver.check(cudart.cuModuleGetFunction(function, module, wanted), "find the kernel " + wanted);
            return function;
        });
    }

    /**
     * Compiles the source; needs no graphics processor.
     *
     * @param options of the compiler
     * @return machine code
     */
    static BytePointer compile(List<String> options) {
        _nvrtcProgram program = new _nvrtcProgram();
        try (BytePointer source = new BytePointer(source(), StandardCharsets.UTF_8);
                BytePointer name = new BytePointer(SOURCE, StandardCharsets.UTF_8);
                PointerPointer<BytePointer> given = new PointerPointer<>(options.toArray(String[]::new));
                PointerPointer<BytePointer> none = new PointerPointer<>();
                SizeTPointer size = new SizeTPointer(1)) {
            check(nvrtc.nvrtcCreateProgram(program, source, name, 0, none, none), "begin to compile");
            int result = nvrtc.nvrtcCompileProgram(program, options.size(), given);
            if (result != nvrtc.NVRTC_SUCCESS) {
                throw new IllegalStateException("The kernels cannot be compiled: " + log(program));
            }
            check(nvrtc.nvrtcGetCUBINSize(program, size), "compile");
            BytePointer machineCode = new BytePointer(size.get());
            check(nvrtc.nvrtcGetCUBIN(program, machineCode), "compile");
            nvrtc.nvrtcDestroyProgram(program);
            return machineCode;
        }
    }

    /**
     * Finds the compiler.
     *
     * @throws LinkageError if it is not installed
     */
    static void requireCompiler() {
        check(nvrtc.nvrtcVersion(new int[1], new int[1]), "tell its version");
    }

    private static String log(_nvrtcProgram program) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            nvrtc.nvrtcGetProgramLogSize(program, size);
            try (BytePointer log = new BytePointer(size.get())) {
                nvrtc.nvrtcGetProgramLog(program, log);
                return log.getString();
            }
        }
    }

    private static void check(int result, String action) {
        if (result != nvrtc.NVRTC_SUCCESS) {
            throw new GpuUnavailableException("The compiler of kernels could not " + action + ": "
                    + nvrtc.nvrtcGetErrorString(result).getString());
        }
    }

    private static String source() {
        try (InputStream in = Kernels.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + SOURCE + " beside the classes");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
