package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_out_of_memory;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.util.Locale;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.javacpp.Loader;

/** The native library: loaded once, for good. */
final class Library {
    private static String failure;
    private static dnnl_engine engine;

    private Library() {}

    /**
     * Loads the library if it is not.
     *
     * @throws UnsupportedOperationException if it cannot be; the message says why
     */
    static synchronized void load() {
        if (engine == null && failure == null) {
            try {
                Loader.load(org.bytedeco.dnnl.global.dnnl.class);
                dnnl_engine cpu = new dnnl_engine();
                check(dnnl_engine_create(cpu, dnnl_cpu, 0), "an engine");
                engine = cpu;
            } catch (LinkageError | RuntimeException e) {
                String first =
                        String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                failure = "the native library of oneDNN does not load (" + first + ")";
            }
        }
        if (failure != null) {
            throw new UnsupportedOperationException(failure);
        }
    }

    /** The one engine of the library, its processor; it holds no memory worth giving back. */
    static synchronized dnnl_engine engine() {
        return engine;
    }

    /** Whether the processor multiplies 16-bit floats itself; where it does not, oneDNN is slower in bf16 than in f32. */
    static boolean hasBf16() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        if (architecture.equals("amd64") || architecture.equals("x86_64")) {
            int wanted = dnnl_cpu_isa_avx512_core_bf16;
            return (dnnl_get_effective_cpu_isa() & wanted) == wanted;
        }
        return Bf16Flag.isSet();
    }

    /** Throws if a call into the library failed. */
    static void check(int status, String what) {
        if (status == dnnl_out_of_memory) {
            throw new OutOfMemoryError("oneDNN had no memory for " + what);
        }
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN refused " + what + ": status " + status);
        }
    }
}
