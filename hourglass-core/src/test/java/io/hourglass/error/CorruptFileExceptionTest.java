package io.hourglass.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CorruptFileExceptionTest {
    @Test
    void theMessageNamesFileReasonSectionAndOffset() {
        var failure = new CorruptFileException("m.hg", "trailer", 17, "the checksum does not match");
        assertThat(failure).hasMessage("m.hg: the checksum does not match (section trailer, byte offset 17)");
        assertThat(failure.section()).isEqualTo("trailer");
        assertThat(failure.offset()).isEqualTo(17);
    }
}
