package org.isthmus.core.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

class CancellationTest {
    @Test
    void theFirstReasonStays() {
        Cancellation cancellation = new Cancellation();
        assertThat(cancellation.isCancelled()).isFalse();
        assertThat(cancellation.reason()).isEmpty();
        assertThatCode(cancellation::check).doesNotThrowAnyException();

        cancellation.cancel("Ctrl-C");
        cancellation.cancel("the disk is full");

        assertThat(cancellation.isCancelled()).isTrue();
        assertThat(cancellation.reason()).contains("Ctrl-C");
        assertThatThrownBy(cancellation::check).isInstanceOf(CancellationException.class)
                .hasMessage("cancelled: Ctrl-C");
    }
}
