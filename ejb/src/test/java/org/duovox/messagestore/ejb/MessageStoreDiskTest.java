package org.duovox.messagestore.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import org.duovox.cluster.ServiceHealth.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageStoreDiskTest {

    @ParameterizedTest
    @CsvSource({"50, 100, OK", "14, 100, OK", "2, 100, OK", "1, 100, FAILED", "19, 1000, FAILED", "0, 0, OK"})
    void aDiskWithLessThanTwoPercentFreeHasFailed(long free, long total, State state) {
        assertThat(new MessageStoreDisk().judge(free, total)).isEqualTo(state);
    }
}
