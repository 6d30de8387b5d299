package org.duovox.messagestore.file;

import org.duovox.messagestore.MessageId;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.sip.Codec;

/** What a recording log says of a recording. */
sealed interface LogRecord {

    MessageId id();

    /** A recording began. */
    record Started(RecordingHeader header) implements LogRecord {
        @Override
        public MessageId id() {
            return header.id();
        }
    }

    /** Samples; {@code offset} in bytes from the recording's start. The bytes are not copied. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way; records of the log are never compared
    record Audio(MessageId id, long offset, Codec codec, byte[] bytes) implements LogRecord {}

    /** Nothing follows. */
    record Finished(MessageId id, Codec codec, long length, String digest) implements LogRecord {}

    /** Nobody wants it: thrown away or purged. */
    record Discarded(MessageId id) implements LogRecord {}

    /** A header is committed on the server that wrote this. */
    record Kept(MessageId id) implements LogRecord {}

    /** Of a later version of Duovox: passed over. */
    record Unknown(MessageId id) implements LogRecord {}
}
