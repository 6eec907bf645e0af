package io.hourglass.kernel;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A thread that does one share after the other. */
final class Worker implements Runnable {
    private final Thread thread;
    private final AtomicReference<Share> next = new AtomicReference<>();
    private volatile boolean sleeping;
    private volatile boolean closed;

    Worker(String name) {
        thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes a share if it has nothing else to do. */
    boolean take(Share share) {
        if (closed || !next.compareAndSet(null, share)) {
            return false;
        }
        if (sleeping) {
            LockSupport.unpark(thread);
        }
        return true;
    }

    @Override
    public void run() {
        long idleSince = System.nanoTime();
        while (!closed) {
            Share share = next.get();
            if (share != null) {
                share.runIfWaiting();
                next.set(null);
                idleSince = System.nanoTime();
            } else if (System.nanoTime() - idleSince < Share.PATIENCE) {
                Thread.onSpinWait();
            } else {
                sleeping = true;
                if (next.get() == null && !closed) {
                    LockSupport.park(this);
                }
                sleeping = false;
            }
        }
    }

    /** Ends the thread; a share that it has not begun is left to who waits for it. */
    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
