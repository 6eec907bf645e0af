package io.hourglass.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConversationTest {
    private static final Job JOB = new Job(new int[] {1, 1}, 1, 1f, new float[2], new float[1]);

    @Test
    void everyQuestionIsAnsweredUntilItQuits() throws IOException {
        Counting counting = new Counting();
        List<String> answers = talk("train 3\ntrain 4\nquit\ntrain 5\n", (job, threads, precision) -> counting);
        assertThat(answers).hasSize(3);
        assertThat(answers.get(0)).isEqualTo("ready a counter");
        assertThat(answers.get(1)).matches("done \\d+ 3\\.0");
        assertThat(answers.get(2)).matches("done \\d+ 4\\.0");
        assertThat(counting.asked).containsExactly(3, 4);
        assertThat(counting.closed).isTrue();
    }

    @Test
    void aSystemThatCannotSaysWhy() throws IOException {
        List<String> answers = talk("train 3\n", (job, threads, precision) -> {
            throw new UnsupportedOperationException("no " + precision + " on " + threads);
        });
        assertThat(answers).containsExactly("missing no bf16 on 2");
    }

    private static List<String> talk(String questions, Conversation.Maker maker) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(answers, true, StandardCharsets.UTF_8);
        new Conversation(new BufferedReader(new StringReader(questions)), out).hold(JOB, 2, "bf16", maker);
        return answers.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static final class Counting implements Contestant {
        private final List<Integer> asked = new ArrayList<>();
        private boolean closed;

        @Override
        public String description() {
            return "a counter";
        }

        @Override
        public double train(int count) {
            asked.add(count);
            return count;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
