package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;

/**
 * The rows between two stages of a chain, and their gradients. Products read them in the arithmetic of the session; where the plane
 * itself is in 32-bit floats (at the ends of a chain, and beside activations that are not fused) and the session is not, a copy is made.
 */
final class Plane {
    private final Handles handles;
    private final int width;
    private final int maxRows;
    private final int type;
    private final int compute;
    private final Region values;
    private Region gradients;
    private Region copiedValues;
    private Region copiedGradients;

    /**
     * @param width the values of a row
     * @param type of the plane itself
     * @param compute the type in which products read it
     */
    Plane(Handles handles, int width, int maxRows, int type, int compute) {
        this.handles = handles;
        this.width = width;
        this.maxRows = maxRows;
        this.type = type;
        this.compute = compute;
        this.values = region(type);
    }

    private Region region(int elements) {
        return handles.region((long) maxRows * width, elements);
    }

    int width() {
        return width;
    }

    int type() {
        return type;
    }

    int compute() {
        return compute;
    }

    /** The rows, in the plane's own type. */
    Region values() {
        return values;
    }

    /** Their gradients, in the plane's own type. */
    Region gradients() {
        if (gradients == null) {
            gradients = region(type);
        }
        return gradients;
    }

    /** The rows as products read them. */
    Region readValues() {
        if (type == compute) {
            return values;
        }
        if (copiedValues == null) {
            copiedValues = region(compute);
        }
        return copiedValues;
    }

    /** The gradients as products read them. */
    Region readGradients() {
        if (type == compute) {
            return gradients();
        }
        if (copiedGradients == null) {
            copiedGradients = region(compute);
        }
        return copiedGradients;
    }

    /** Adds the copy of the part's rows that products read, if there has to be one. */
    void copyValues(Recorder recorder) {
        copy(recorder, values, readValues());
    }

    /** Adds the copy of the part's gradients that products read, if there has to be one. */
    void copyGradients(Recorder recorder) {
        copy(recorder, gradients(), readGradients());
    }

    private void copy(Recorder recorder, Region from, Region to) {
        if (from == to) {
            return;
        }
        Part part = recorder.part();
        dnnl_memory_desc wide = handles.matrix(dnnl_f32, part.ownRows(), width);
        dnnl_memory_desc narrow = handles.matrix(compute, part.ownRows(), width);
        recorder.reorder(wide, own(from, part, wide, dnnl_f32), narrow, own(to, part, narrow, compute));
    }

    /** The part's own rows of a region of this plane, under a description. */
    dnnl_memory own(Region region, Part part, dnnl_memory_desc desc, int elements) {
        return handles.memory(desc, region.at((long) part.firstRow() * width * Handles.size(elements)));
    }
}
