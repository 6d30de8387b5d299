package org.duovox.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.duovox.cluster.Member;
import org.junit.jupiter.api.Test;

class EntryCodecTest {

    private static final List<Entry> ENTRIES = List.of(
            new Entry(Member.SUBSCRIBER, Lane.AUDIO, Position.of(1, 5), Position.of(1, 4), new byte[] {1, 2, 3}),
            new Entry(Member.SUBSCRIBER, Lane.AUDIO, Position.of(2, 6), Position.of(1, 5), new byte[0]));

    @Test
    void entriesComeBack() {
        byte[] bytes = EntryCodec.encode(Member.SUBSCRIBER, Lane.AUDIO, ENTRIES);
        assertThat(EntryCodec.decode(bytes)).usingRecursiveComparison().isEqualTo(ENTRIES);
        assertThat(EntryCodec.range(bytes))
                .isEqualTo(
                        new EntryCodec.Range(Member.SUBSCRIBER, Lane.AUDIO, 2, Position.of(1, 4), Position.of(2, 6)));
    }

    @Test
    void noEntriesComeBackAsNone() {
        assertThat(EntryCodec.decode(EntryCodec.encode(Member.PUBLISHER, Lane.RECORDS, List.of())))
                .isEmpty();
    }

    @Test
    void everyDamagedByteIsNoticed() {
        byte[] whole = EntryCodec.encode(Member.SUBSCRIBER, Lane.AUDIO, ENTRIES);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 4;
            assertThatThrownBy(() -> EntryCodec.decode(damaged)).isInstanceOf(MalformedEntryException.class);
        }
    }

    @Test
    void hostileBytesAreRefusedClearly() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            assertThatThrownBy(() -> EntryCodec.decode(bytes)).isInstanceOf(MalformedEntryException.class);
        }
    }

    @Test
    void anEntryOfAnotherLaneIsRefused() {
        assertThatThrownBy(() -> EntryCodec.encode(Member.SUBSCRIBER, Lane.RECORDS, ENTRIES))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
