package io.hourglass.onednn;

import java.util.List;

/** All calls of a chain for a fixed number of rows, made when they are first needed: what only infers needs no backward pass. */
final class Program {
    private final Handles handles;
    private final List<Stage> stages;
    private final Part[] parts;
    private final Call[][] forward;
    private final Call[][][] backward = new Call[2][][];
    private Call[][] gradient;

    Program(Handles handles, List<Stage> stages, int rows, int count) {
        this.handles = handles;
        this.stages = stages;
        this.parts = parts(rows, count);
        this.forward = record(recorder -> stages.forEach(stage -> stage.forward(recorder)));
    }

    static Part[] parts(int rows, int count) {
        Part[] parts = new Part[count];
        for (int p = 0; p < count; p++) {
            parts[p] = new Part(p, count, rows);
        }
        return parts;
    }

    private interface Recording {
        void to(Recorder recorder);
    }

    private Call[][] record(Recording recording) {
        OpenMp.oneThread();
        Call[][] calls = new Call[parts.length][];
        for (int p = 0; p < parts.length; p++) {
            Recorder recorder = new Recorder(handles, parts[p]);
            recording.to(recorder);
            calls[p] = recorder.finish();
        }
        return calls;
    }

    int rows() {
        return parts[0].rows();
    }

    Part[] parts() {
        return parts;
    }

    Call[] forward(int part) {
        return forward[part];
    }

    /** Makes the calls of the backward pass, once. */
    void prepareBackward(boolean wanted) {
        int kind = wanted ? 1 : 0;
        if (backward[kind] == null) {
            backward[kind] = record(recorder -> {
                for (int i = stages.size() - 1; i >= 0; i--) {
                    stages.get(i).backward(recorder, i > 0 || wanted);
                }
            });
        }
        if (gradient == null) {
            gradient = record(recorder -> stages.forEach(stage -> stage.gradient(recorder)));
        }
    }

    Call[] backward(boolean wanted, int part) {
        return backward[wanted ? 1 : 0][part];
    }

    Call[] gradient(int part) {
        return gradient[part];
    }
}
