package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;

import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;

/** A primitive with its arguments in place: all that running it takes. */
record Call(dnnl_primitive primitive, int count, dnnl_exec_arg_t arguments, String what) {
    static void run(Call[] calls, dnnl_stream stream) {
        for (Call call : calls) {
            int status = dnnl_primitive_execute(call.primitive, stream, call.count, call.arguments);
            if (status != 0) {
                Library.check(status, call.what);
            }
        }
    }

    static Call[] array(List<Call> calls) {
        return calls.toArray(new Call[0]);
    }
}
