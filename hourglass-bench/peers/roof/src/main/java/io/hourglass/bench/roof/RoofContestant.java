package io.hourglass.bench.roof;

import io.hourglass.bench.contest.Contestant;
import io.hourglass.bench.contest.Conversation;
import io.hourglass.bench.contest.Job;
import io.hourglass.bench.contest.Link;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;

/**
 * All matrix products of a training step and nothing else: forward {@code x · W}, then {@code xᵀ · dy} and, but for the first layer,
 * {@code dy · Wᵀ}, and the same of convolutions. In bf16 the factors and the activations are bf16, the gradients of the weights f32.
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
        for (int layer = 0; layer < job.layers(); layer++) {
            Link link = job.link(layer);
            products.add(
                    link.isDense()
                            ? product(processor, job.batch(), link.inputs(), link.units(), type, type)
                            : new Convolution(link, job.batch(), type, processor).forward(queue));
        }
        for (int layer = job.layers() - 1; layer >= 0; layer--) {
            back(job.link(layer), job.batch(), layer > 0, type, processor);
        }
    }

    private void back(Link link, int batch, boolean wanted, memory.data_type type, engine processor) {
        if (link.isDense()) {
            products.add(product(processor, link.inputs(), batch, link.units(), type, memory.data_type.f32));
            if (wanted) {
                products.add(product(processor, batch, link.units(), link.inputs(), type, type));
            }
            return;
        }
        Convolution convolution = new Convolution(link, batch, type, processor);
        products.add(convolution.kernelGradient(queue));
        if (wanted) {
            products.add(convolution.inputGradient(queue));
        }
    }

    private Product product(
            engine processor, long rows, long inner, long columns, memory.data_type operands, memory.data_type result) {
        return Product.fastest(new Product.Sizes(rows, inner, columns, operands, result), processor, queue);
    }

    /**
     * Runs in a JVM of its own.
     *
     * @param arguments those of every system
     */
    public static void main(String[] arguments) {
        Conversation.run(arguments, (job, threads, precision) -> new RoofContestant(job, precision));
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
