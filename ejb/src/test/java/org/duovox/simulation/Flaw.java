package org.duovox.simulation;

import org.duovox.data.SteppedCommitter;

/** How both servers are broken on purpose. */
enum Flaw {
    NONE,
    /** Changes are stamped by the clock on the wall. */
    WALL_CLOCK,
    /** What the slots of the caches do not bring is not asked for. */
    NO_PULL,
    /** A server that lost its last commits does not hear that its peer has them. */
    NO_FORK_CHECK,
    /** Entries of the records lane are acknowledged before they are on disk. */
    EARLY_ACKNOWLEDGEMENT,
    /** The same in the audio lane. */
    EARLY_AUDIO_ACKNOWLEDGEMENT,
    /** Nothing that is recorded is forced to the disk. */
    NO_FSYNC,
    /** Callers get their receipt before the peer has acknowledged their message. */
    RECEIPT_WITHOUT_PEER,
    /** Journals forget what the peer has not acknowledged, and there is no copying instead. */
    TRIMMED_EARLY,
    /** Entries that come again are carried out again. */
    APPLIES_TWICE,
    /** A deletion wins whenever it comes. */
    LAST_WRITER_DELETES,
    /** Mail clients are shown the other server's numbers whenever they come. */
    NUMBERS_ADOPTED_EARLY,
    /** A new Primary goes on with the next number that it knows. */
    NO_NUMBER_GAP,
    /** Nobody compares what the servers have. */
    NO_COMPARISON;

    /** The comparison would mend what this flaw does; nothing rots then, or it would be caught by that. */
    boolean isMendedByComparison() {
        return this == NO_FORK_CHECK || this == TRIMMED_EARLY;
    }

    SteppedCommitter.Flaw ofCommitter() {
        return switch (this) {
            case WALL_CLOCK -> SteppedCommitter.Flaw.WALL_CLOCK;
            case APPLIES_TWICE -> SteppedCommitter.Flaw.APPLIES_TWICE;
            case LAST_WRITER_DELETES -> SteppedCommitter.Flaw.LAST_WRITER_DELETES;
            case NO_FORK_CHECK -> SteppedCommitter.Flaw.NO_FORK_CHECK;
            case TRIMMED_EARLY -> SteppedCommitter.Flaw.KEEPS_NOTHING;
            case NONE,
                    NO_PULL,
                    EARLY_ACKNOWLEDGEMENT,
                    EARLY_AUDIO_ACKNOWLEDGEMENT,
                    NO_FSYNC,
                    RECEIPT_WITHOUT_PEER,
                    NUMBERS_ADOPTED_EARLY,
                    NO_NUMBER_GAP,
                    NO_COMPARISON -> SteppedCommitter.Flaw.NONE;
        };
    }
}
