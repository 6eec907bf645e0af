package io.hourglass.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** JMH's own program over our measurements. */
@Command(
        name = "jmh",
        description = {
            "JMH over engines and layers; everything after the name goes to JMH, whose options '-h' shows.",
            "For instance: jmh LayerBench.forward$ -p engine=java -p threads=1,2"
        })
final class JmhCommand implements Callable<Integer> {
    /** JMH's options too: the program takes what it does not know for one of these. */
    @Parameters(arity = "0..*", paramLabel = "PATTERN", description = "Which measurements, as regular expressions.")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        org.openjdk.jmh.Main.main(words.toArray(new String[0]));
        return 0;
    }
}
