package io.hourglass.model;

import java.util.List;
import java.util.Map;

/** A count of how rows use a code: what is worth knowing of a kind, and what to say when it degenerates. */
public interface CodeTally {
    /** Of a code of which nothing is worth counting. */
    CodeTally NONE = new CodeTally() {
        @Override
        public void add(CodeBatch batch) {}

        @Override
        public Map<String, Double> measures() {
            return Map.of();
        }

        @Override
        public List<String> findings() {
            return List.of();
        }
    };

    /** Adds the rows of a batch, in use. */
    void add(CodeBatch batch);

    /** What was counted, by name, for instance {@code sparsity}. */
    Map<String, Double> measures();

    /** What is wrong, a sentence each, with what to try. */
    List<String> findings();
}
