package org.tonotopy.encoding.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.cuda.nvrtc._nvrtcProgram;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** Kernels, compiled for one processor and loaded when they are first needed. For the thread that has the processor. */
final class Kernels {
    private final GpuDescription gpu;
    private final Map<KernelModule, Loaded> modules = new HashMap<>();

    Kernels(GpuDescription gpu) {
        this.gpu = gpu;
    }

    /** A module on the processor. */
    private record Loaded(CUmod_st module, Map<String, CUfunc_st> functions) {
        CUfunc_st get(String name) {
            return functions.computeIfAbsent(name, wanted -> {
                CUfunc_st function = new CUfunc_st();
                Driver.check(cudart.cuModuleGetFunction(function, module, wanted), "find the kernel " + wanted);
                return function;
            });
        }
    }

    /**
     * A kernel by its name in the source.
     *
     * @throws GpuUnavailableException if it cannot be compiled or loaded
     */
    CUfunc_st get(KernelModule module, String name) {
        Loaded loaded = modules.get(module);
        if (loaded == null) {
            loaded = load(module);
            modules.put(module, loaded);
        }
        return loaded.get(name);
    }

    private Loaded load(KernelModule wanted) {
        List<String> options = new ArrayList<>(wanted.options());
        options.add("--gpu-architecture=" + gpu.architecture());
        options.add("--std=c++17");
        CUmod_st module = new CUmod_st();
        try (BytePointer machineCode = compile(wanted.file(), options)) {
            Driver.check(cudart.cuModuleLoadData(module, machineCode), "load its kernels");
        }
        return new Loaded(module, new HashMap<>());
    }

    /** Gives back what they take of the processor's memory; they are compiled again when they are needed again. */
    void unload() {
        for (Loaded loaded : modules.values()) {
            Driver.check(cudart.cuModuleUnload(loaded.module()), "take its kernels back");
        }
        modules.clear();
    }

    /**
     * Compiles a file; needs no graphics processor.
     *
     * @param options of the compiler
     * @return machine code
     */
    static BytePointer compile(KernelFile file, List<String> options) {
        String text = file.sources().stream().map(Kernels::source).collect(Collectors.joining());
        _nvrtcProgram program = new _nvrtcProgram();
        try (BytePointer source = new BytePointer(text, StandardCharsets.UTF_8);
                BytePointer name = new BytePointer(file.name(), StandardCharsets.UTF_8);
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

    private static String source(String file) {
        try (InputStream in = Kernels.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + file + " beside the classes");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
