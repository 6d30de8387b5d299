package org.duovox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.duovox.cluster.Member;
import org.duovox.replication.MalformedEntryException;
import org.duovox.replication.Stamp;
import org.junit.jupiter.api.Test;

class ChangeCodecTest {

    private static final Stamp STAMP = new Stamp(7L << 16, Member.SUBSCRIBER);
    private static final Change CHANGE = new Change(
            EntityType.USER, "u1", Map.of("name", "Zoë 語 \uD83D\uDCDE", "removed", "", "fromTheFuture", "kept"));

    @Test
    void aChangeComesBackWithItsStampAndUnknownFields() {
        assertThat(ChangeCodec.decode(ChangeCodec.encode(CHANGE, STAMP)))
                .isEqualTo(new ChangeCodec.Stamped(CHANGE, STAMP));
    }

    @Test
    void aRecordComesBackWithTheStampsOfRemovedFields() {
        Row row = new Row(EntityType.USER, "u1", Map.of("name", "Ada"), Map.of("name", STAMP, "greeting", STAMP));
        assertThat(ChangeCodec.decode(EntityType.USER, "u1", ChangeCodec.encode(row)))
                .isEqualTo(row);
    }

    @Test
    void anUnknownTypeIsNamed() {
        byte[] body = ChangeCodec.encode(CHANGE, STAMP);
        body[5] = 'L';
        assertThatThrownBy(() -> ChangeCodec.decode(body))
                .isInstanceOf(MalformedEntryException.class)
                .hasMessageContaining("LSER");
    }

    @Test
    void hostileBytesAreRefusedClearly() {
        byte[] whole = ChangeCodec.encode(CHANGE, STAMP);
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int n = random.nextInt(4); n > 0 && body.length > 0; n--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            try {
                ChangeCodec.decode(body);
            } catch (MalformedEntryException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void aChangeTooLargeForAnEntryIsRefused() {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < 64; i++) {
            fields.put("f" + i, "語".repeat(16_384));
        }
        assertThat("語".getBytes(StandardCharsets.UTF_8)).hasSize(3);
        assertThatThrownBy(() -> ChangeCodec.encode(new Change(EntityType.USER, "u", fields), STAMP))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
