package io.hourglass.bench.roof;

import io.hourglass.bench.contest.Contestant;
import io.hourglass.bench.contest.Conversation;
import io.hourglass.bench.contest.Job;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;

/**
 * All matrix products of a training step and nothing else: forward {@code x · W}, then {@code xᵀ · dy} and, but for the first layer,
 * {@code dy · Wᵀ}. In bf16 the factors and the activations are bf16, the gradients of the weights f32.
 */
public final class RoofContestant implements Contestant {
    private final List<Product> products = new ArrayList<>();
    private final stream queue;
    private final String precision;

    private RoofContestant(Job job, String precision) {
        this.precision = precision;
        engine processor = new engine(engine.kind.cpu, 0);
        this.queue = new stream(processor);
        memory.data_type type = precision.equals("bf16") ? memory.data_type.bf16 : memory.data_type.f32;
        int[] widths = job.widths();
        int batch = job.batch();
        for (int layer = 0; layer < job.layers(); layer++) {
            add(new Product.Sizes(batch, widths[layer], widths[layer + 1], type, type), processor);
        }
        for (int layer = job.layers() - 1; layer >= 0; layer--) {
            add(new Product.Sizes(widths[layer], batch, widths[layer + 1], type, memory.data_type.f32), processor);
            if (layer > 0) {
                add(new Product.Sizes(batch, widths[layer + 1], widths[layer], type, type), processor);
            }
        }
    }

    /**
     * Runs in a JVM of its own.
     *
     * @param arguments those of every system
     */
    public static void main(String[] arguments) {
        Conversation.run(arguments, (job, threads, precision) -> new RoofContestant(job, precision));
    }

    private void add(Product.Sizes sizes, engine processor) {
        products.add(Product.fastest(sizes, processor, queue));
    }

    @Override
    public String description() {
        var version = dnnl.dnnl_version();
        return "oneDNN " + version.major() + "." + version.minor() + "." + version.patch() + ", " + precision;
    }

    @Override
    public double train(int count) {
        for (int step = 0; step < count; step++) {
            for (Product product : products) {
                product.execute(queue);
            }
            queue._wait();
        }
        return Double.NaN;
    }
}
