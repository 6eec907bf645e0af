package io.hourglass.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A system in a precision, as it takes part in side-by-side.
 *
 * @param system its name in the table
 * @param precision {@code f32} or {@code bf16}
 * @param module the peer's module; null for Hourglass
 * @param program the class that runs it
 * @param words what the program is told before the job
 */
record Entry(String system, String precision, String module, String program, List<String> words) {
    /** What is measured of the hardware's matrix products alone. */
    static final String ROOF = "roof";

    private static final String SLOW = "h2o";
    private static final String DENSE = "dl4j";
    private static final String OURS = HourglassContestant.class.getName();

    /** All, in the order of the table. */
    static final List<Entry> ALL = List.of(
            ours("hourglass-java", "f32", "java"),
            ours("hourglass-onednn", "f32", "onednn"),
            ours("hourglass-onednn", "bf16", "onednn"),
            peer("djl-pytorch", "f32", "djl", "djl.DjlContestant"),
            peer(DENSE, "f32", "dl4j", "dl4j.Dl4jContestant"),
            peer(SLOW, "f32", "h2o", "h2o.H2oContestant"),
            peer(ROOF, "f32", "roof", "roof.RoofContestant"),
            peer(ROOF, "bf16", "roof", "roof.RoofContestant"));

    private static Entry ours(String system, String precision, String engine) {
        return new Entry(system, precision, null, OURS, List.of(engine));
    }

    private static Entry peer(String system, String precision, String module, String program) {
        return new Entry(system, precision, module, "io.hourglass.bench." + program, List.of());
    }

    /** Whether it trains a network: H2O, which makes an update of each row, that of tables alone, and DL4J dense ones. */
    boolean takesPart(Chain chain) {
        return switch (system) {
            case SLOW -> chain.equals(Chain.TABLE);
            case DENSE -> chain.isDense();
            default -> true;
        };
    }

    /** How long a round is: H2O takes a while before it begins. */
    double roundMicros() {
        return system.equals(SLOW) ? 3e6 : 0.25e6;
    }

    /** Starts it on a job. */
    Child start(Path job, int threads, Peers peers, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx3g",
                "-cp",
                module == null ? System.getProperty("java.class.path") : peers.classPath(module)));
        if (module != null) { // where a library unpacks its native code, and where H2O defines classes
            command.add(
                    "-Dbench.natives=" + peers.root().resolve("hourglass-bench/peers/" + module + "/target/natives"));
            command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        }
        command.add(program);
        command.addAll(words);
        command.addAll(List.of(job.toString(), String.valueOf(threads), precision));
        return Child.start(command, threads, folder.resolve(system + "-" + precision + "-" + threads + ".log"));
    }
}
