package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_elu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_gelu_erf;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_logistic_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_soft_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_swish;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_eltwise;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_destroy;

import io.hourglass.network.Activation;
import org.bytedeco.dnnl.dnnl_post_ops;

/**
 * An activation as oneDNN names it.
 *
 * @param algorithm its number
 * @param alpha its parameter
 * @param fromOutput whether its slope can be told from its value, so that it may overwrite its input
 */
record Eltwise(int algorithm, float alpha, boolean fromOutput) {
    /** An activation of the library's; null if it has none like it. Linear needs nothing and has none either. */
    static Eltwise of(Activation activation) {
        return switch (activation.function()) {
            case RELU -> new Eltwise(dnnl_eltwise_relu_use_dst_for_bwd, 0f, true);
            case LEAKY_RELU -> new Eltwise(dnnl_eltwise_relu_use_dst_for_bwd, activation.alpha(), true);
            case ELU -> new Eltwise(dnnl_eltwise_elu_use_dst_for_bwd, activation.alpha(), true);
            case SIGMOID -> new Eltwise(dnnl_eltwise_logistic_use_dst_for_bwd, 0f, true);
            case TANH -> new Eltwise(dnnl_eltwise_tanh_use_dst_for_bwd, 0f, true);
            case GELU -> new Eltwise(dnnl_eltwise_gelu_erf, 0f, false);
            case SILU -> new Eltwise(dnnl_eltwise_swish, 1f, false);
            case SOFTPLUS -> new Eltwise(dnnl_eltwise_soft_relu, 1f, false);
            case LINEAR, RELU6, SELU, MISH, SOFTSIGN, SOFTMAX -> null;
        };
    }

    /** As an operation on a product's result. */
    dnnl_post_ops after(Handles handles) {
        dnnl_post_ops after = new dnnl_post_ops();
        Library.check(dnnl_post_ops_create(after), "operations on a result");
        handles.own(() -> dnnl_post_ops_destroy(after));
        Library.check(dnnl_post_ops_append_eltwise(after, algorithm, alpha, 0f), "an activation on a result");
        return after;
    }
}
