package org.duovox.cluster.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.duovox.cluster.BacklogLevel;
import org.duovox.cluster.Condition;
import org.duovox.cluster.FeatureLevel;
import org.duovox.cluster.HandOver;
import org.duovox.cluster.Member;
import org.duovox.cluster.PingContent;
import org.duovox.cluster.RoleReport;
import org.duovox.cluster.ServerFigures;
import org.duovox.cluster.ServerStatus;
import org.junit.jupiter.api.Test;

class PingCodecTest {

    @Test
    void theLongestPingFitsItsFrame() throws IOException {
        RoleReport role = new RoleReport(
                Member.SUBSCRIBER,
                -1,
                Long.MAX_VALUE,
                ServerStatus.SPLIT_BRAIN_RECOVERY,
                Long.MAX_VALUE,
                true,
                HandOver.SHUT_DOWN,
                HandOver.SHUT_DOWN,
                true,
                true,
                true,
                Condition.STOPPED,
                BacklogLevel.DELAYED);
        PingContent longest = new PingContent(
                role,
                ServerFigures.NONE,
                Instant.ofEpochMilli(1),
                "\u3042".repeat(PingContent.LONGEST_VERSION),
                "\u3042".repeat(PingContent.LONGEST_WHY),
                Long.MAX_VALUE,
                new FeatureLevel(1, 255));
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        new Frame(Frame.Kind.PING, PingCodec.encode(longest)).write(new DataOutputStream(wire));
        Frame arrived = Frame.read(new DataInputStream(new ByteArrayInputStream(wire.toByteArray())));
        assertThat(PingCodec.decode(arrived.body())).isEqualTo(longest);
    }
}
