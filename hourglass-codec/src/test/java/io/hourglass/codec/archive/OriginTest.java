package io.hourglass.codec.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OriginTest {
    @Test
    void theLongestOriginIsAllowedAndOneByteMoreIsRefusedInWords() {
        String longest = "é".repeat(Origin.LONGEST / 2 - 2);
        Origin origin = new Origin("npy", longest);
        assertThat(Origin.parse(origin.text())).isEqualTo(origin);
        assertThatThrownBy(() -> new Origin("npy", longest + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(Origin.LONGEST))
                .hasMessageContaining("shorter names");
    }
}
