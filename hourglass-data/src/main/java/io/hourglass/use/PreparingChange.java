package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.DerivedTable;
import java.util.List;

/** Prepares each batch, and counts what training did not see, in the order of the rows. */
final class PreparingChange implements DerivedTable.Change {
    private final Preparation preparation;
    private final Use use;
    private final Unseen unseen = new Unseen();

    /** What is computed of a batch and its prepared rows. */
    @FunctionalInterface
    interface Use {
        /**
         * The batch that comes out; called by several threads at once.
         *
         * @param firstRow the number of its first row
         */
        Batch apply(Batch batch, float[] prepared, long firstRow);
    }

    PreparingChange(Preparation preparation, Use use) {
        this.preparation = preparation;
        this.use = use;
    }

    @Override
    public DerivedTable.Part part(long firstRow) {
        Unseen here = new Unseen();
        return new DerivedTable.Part() {
            @Override
            public Batch apply(Batch batch) {
                return use.apply(batch, preparation.apply(batch, here), firstRow);
            }

            @Override
            public void passed() {
                unseen.add(here);
            }
        };
    }

    @Override
    public List<String> notices() {
        return unseen.notices();
    }
}
