package io.hourglass.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A range of items for another thread, or for the caller if no other has begun with it. */
final class Share {
    /** How long somebody who waits looks again and again before sleeping: a sleep and a call to wake up cost as much. */
    static final long PATIENCE = 30_000;

    private static final int WAITING = 0;
    private static final int BEGUN = 1;
    private static final int DONE = 2;

    private final Workers.Range body;
    private final int from;
    private final int to;
    private final AtomicInteger state = new AtomicInteger(WAITING);
    private volatile Thread caller;
    private Throwable failure;

    Share(Workers.Range body, int from, int to) {
        this.body = body;
        this.from = from;
        this.to = to;
    }

    /** Does it, unless another thread has begun. */
    void runIfWaiting() {
        if (!state.compareAndSet(WAITING, BEGUN)) {
            return;
        }
        try {
            body.run(from, to);
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            state.set(DONE);
            LockSupport.unpark(caller);
        }
    }

    /** Waits until it is done, even if interrupted: the arrays are shared, so nobody may leave before all have. */
    Throwable join() {
        long start = System.nanoTime();
        while (state.get() != DONE && System.nanoTime() - start < PATIENCE) {
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        if (state.get() != DONE) {
            caller = Thread.currentThread();
            while (state.get() != DONE) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }
}
