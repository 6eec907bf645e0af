package io.hourglass.codec;

import io.hourglass.codec.block.ColumnMeter;
import io.hourglass.codec.layout.ColumnForm;
import io.hourglass.codec.model.ColumnPlan;
import io.hourglass.codec.model.Earnings;
import io.hourglass.codec.model.Predictor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what the columns take over all blocks. */
final class ColumnSizes {
    private final List<String> names;
    private final double[] bytes;
    private final String[] forms;
    private final String[] predictions;
    private final double[] headers;
    private final List<Map<Predictor, Double>> earned = new ArrayList<>();
    private boolean any;

    ColumnSizes(List<String> names) {
        this.names = names;
        bytes = new double[names.size()];
        forms = new String[names.size()];
        predictions = new String[names.size()];
        headers = new double[names.size()];
        names.forEach(name -> earned.add(new EnumMap<>(Predictor.class)));
    }

    void add(ColumnMeter meter) {
        for (int i = 0; i < bytes.length; i++) {
            if (meter.form(i) != null) {
                any = true;
                bytes[i] += meter.bytes(i);
                headers[i] += meter.headerBytes(i);
                earn(earned.get(i), meter.earnings(i));
                if (forms[i] == null) {
                    forms[i] = words(meter.form(i));
                    predictions[i] = words(meter.plan(i));
                }
            }
        }
    }

    private static void earn(Map<Predictor, Double> earned, Earnings more) {
        for (Predictor predictor : Predictor.values()) {
            if (more != null && more.bytes(predictor) != 0) {
                earned.merge(predictor, more.bytes(predictor), Double::sum);
            }
        }
    }

    List<ColumnSize> list() {
        List<ColumnSize> list = new ArrayList<>();
        for (int i = 0; any && i < bytes.length; i++) {
            list.add(new ColumnSize(
                    names.get(i),
                    bytes[i],
                    headers[i],
                    forms[i],
                    predictions[i],
                    Collections.unmodifiableMap(earned.get(i))));
        }
        return list;
    }

    private static String words(ColumnForm form) {
        if (form.isText()) {
            return "text";
        }
        List<String> parts = new ArrayList<>();
        if (form.words().length > 0) {
            parts.add(form.words().length + (form.words().length == 1 ? " word" : " words"));
        }
        if (form.width() >= 0) {
            parts.add("numbers of " + form.width() + " bits");
        } else if (form.numbers().length > 0) {
            parts.add(form.numbers().length + (form.numbers().length == 1 ? " number" : " numbers"));
        }
        return String.join(", ", parts);
    }

    private String words(ColumnPlan plan) {
        if (plan == null) {
            return "bytes before";
        }
        List<String> parts = new ArrayList<>();
        for (int column : plan.columns()) {
            parts.add(names.get(column));
        }
        if (plan.has(ColumnPlan.HISTORY)) {
            parts.add("rows before");
        }
        if (plan.has(ColumnPlan.NUMERIC)) {
            parts.add("least squares");
        }
        if (plan.has(ColumnPlan.NETWORK)) {
            parts.add("network");
        }
        return String.join(", ", parts);
    }
}
