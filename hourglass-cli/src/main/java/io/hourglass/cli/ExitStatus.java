package io.hourglass.cli;

/** What the program tells its caller when it ends; scripts rely on these numbers. */
enum ExitStatus {
    /** What was asked for is done. */
    DONE(0),
    /** A bug in Hourglass: an exception that is not one of ours. */
    BUG(1),
    /** The caller's mistake: options, or values that make no sense. */
    CALLER(2),
    /** The data's: missing, empty, malformed, or not fitting the model. */
    DATA(3),
    /** A corrupt or foreign file opened as a model, an archive or an import. */
    CORRUPT(4),
    /** A training whose loss is no longer finite. */
    DIVERGED(5),
    /** The machine's: a full disk, no permission, too little memory. */
    MACHINE(6);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
