package io.hourglass.onednn;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * Tells the OpenMP runtime that oneDNN brings along to stay on the calling thread: threads are the engine's own business, and a fork
 * and join of OpenMP's costs a small network more than its whole step.
 *
 * <p>The binding has no {@code omp_set_num_threads}. JavaCPP can find its address, and has one native method that calls a function of
 * one argument at an address: the one with which it frees native objects.
 */
final class OpenMp {
    private static final long FUNCTION;
    private static final MethodHandle CALL;

    static {
        long function = 0;
        MethodHandle call = null;
        try {
            Pointer found = Loader.addressof("omp_set_num_threads");
            if (found != null && !found.isNull()) {
                call = caller();
                function = found.address();
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            call = null; // another version of JavaCPP: oneDNN then uses OpenMP's threads, see isControlled
        }
        FUNCTION = call == null ? 0 : function;
        CALL = call;
    }

    private OpenMp() {}

    private static MethodHandle caller() throws ReflectiveOperationException {
        Class<?> type = Class.forName(Pointer.class.getName() + "$NativeDeallocator");
        Constructor<?> constructor = type.getDeclaredConstructor(Pointer.class, long.class, long.class);
        constructor.setAccessible(true);
        Method method = type.getDeclaredMethod("deallocate", long.class, long.class);
        method.setAccessible(true);
        return MethodHandles.lookup().unreflect(method).bindTo(constructor.newInstance(new Pointer(), 0L, 0L));
    }

    /** Whether {@link #oneThread} has an effect. Where it has none, the engine makes one part of everything and OpenMP divides that. */
    static boolean isControlled() {
        return FUNCTION != 0;
    }

    /** From now on, primitives that this thread makes and runs stay on it. */
    static void oneThread() {
        if (FUNCTION == 0) {
            return;
        }
        try {
            // the argument goes where an int goes too, in all calling conventions of the platforms that oneDNN is built
            // for
            CALL.invokeExact(1L, FUNCTION);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
