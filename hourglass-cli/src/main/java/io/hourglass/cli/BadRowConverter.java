package io.hourglass.cli;

import io.hourglass.data.source.OnBadRow;

/** {@code fail} or {@code skip}. */
final class BadRowConverter extends SettingConverter<OnBadRow> {
    @Override
    OnBadRow value(String text) {
        return constant(OnBadRow.class, text);
    }
}
