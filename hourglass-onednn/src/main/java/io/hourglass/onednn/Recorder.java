package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Collects the calls of one part of a pass. They share one scratchpad, as large as the largest needs: the library's own would belong
 * to the thread that made the primitive, and parts run on any.
 */
final class Recorder {
    private final Handles handles;
    private final Part part;
    private final List<Call> calls = new ArrayList<>();
    private final List<Scratchpad> scratchpads = new ArrayList<>();
    private final List<dnnl_primitive_desc> descriptions = new ArrayList<>();

    /** What a call is given: a memory in a role. */
    record Argument(int role, dnnl_memory memory) {}

    private record Scratchpad(dnnl_memory_desc desc, dnnl_exec_arg_t arguments, int place) {}

    Recorder(Handles handles, Part part) {
        this.handles = handles;
        this.part = part;
    }

    Handles handles() {
        return handles;
    }

    Part part() {
        return part;
    }

    static Argument argument(int role, dnnl_memory memory) {
        return new Argument(role, memory);
    }

    /** Attributes with a scratchpad of ours and, if there are any, operations on the result; the recorder gives them back. */
    dnnl_primitive_attr attributes(dnnl_post_ops after) {
        dnnl_primitive_attr attributes = new dnnl_primitive_attr();
        Library.check(dnnl_primitive_attr_create(attributes), "attributes");
        handles.own(() -> dnnl_primitive_attr_destroy(attributes));
        Library.check(
                dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user), "a scratchpad of ours");
        if (after != null) {
            Library.check(dnnl_primitive_attr_set_post_ops(attributes, after), "operations on a result");
        }
        return attributes;
    }

    /** The layout that a primitive has chosen or been given for one of its arguments; valid until {@link #finish}. */
    static dnnl_memory_desc layout(dnnl_primitive_desc description, int query) {
        return dnnl_primitive_desc_query_md(description, query, 0);
    }

    /** Adds a call. The description must be new; the recorder gives it back. */
    void add(String what, dnnl_primitive_desc description, Argument... given) {
        keep(description);
        dnnl_primitive primitive = new dnnl_primitive();
        Library.check(dnnl_primitive_create(primitive, description), what);
        handles.own(() -> dnnl_primitive_destroy(primitive));
        dnnl_memory_desc scratch = layout(description, dnnl_query_scratchpad_md);
        boolean needsScratch = scratch != null && !scratch.isNull() && dnnl_memory_desc_get_size(scratch) > 0;
        int count = given.length + (needsScratch ? 1 : 0);
        dnnl_exec_arg_t arguments = new dnnl_exec_arg_t(count);
        handles.own(arguments::deallocate);
        for (int i = 0; i < given.length; i++) {
            set(arguments, i, given[i]);
        }
        if (needsScratch) {
            scratchpads.add(new Scratchpad(scratch, arguments, given.length));
        }
        calls.add(new Call(primitive, count, arguments, what));
    }

    /** Takes over a description that is needed for its layouts; {@link #add} does so by itself. */
    void keep(dnnl_primitive_desc description) {
        if (!descriptions.contains(description)) {
            descriptions.add(description);
        }
    }

    private static void set(dnnl_exec_arg_t arguments, int place, Argument argument) {
        arguments.getPointer(place).arg(argument.role).memory(argument.memory);
    }

    /** Copies between layouts or element types. */
    void reorder(dnnl_memory_desc fromDesc, dnnl_memory from, dnnl_memory_desc toDesc, dnnl_memory to) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        Library.check(
                dnnl_reorder_primitive_desc_create(
                        description, fromDesc, Library.engine(), toDesc, Library.engine(), attributes(null)),
                "a change of layout");
        add("a change of layout", description, argument(DNNL_ARG_SRC, from), argument(DNNL_ARG_DST, to));
    }

    /** The calls so far, ready to run; the recorder is done. */
    Call[] finish() {
        long most = 0;
        for (Scratchpad scratchpad : scratchpads) {
            most = Math.max(most, dnnl_memory_desc_get_size(scratchpad.desc));
        }
        if (most > 0) {
            Region region = handles.bytes(most);
            for (Scratchpad scratchpad : scratchpads) {
                dnnl_memory memory = handles.memory(scratchpad.desc, region.at(0));
                set(scratchpad.arguments, scratchpad.place, argument(DNNL_ARG_SCRATCHPAD, memory));
            }
        }
        descriptions.forEach(
                description -> Library.check(dnnl_primitive_desc_destroy(description), "giving back a description"));
        descriptions.clear();
        return Call.array(calls);
    }
}
