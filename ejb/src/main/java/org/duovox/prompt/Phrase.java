package org.duovox.prompt;

import java.time.Instant;
import org.duovox.mailbox.Folder;
import org.duovox.messagestore.MessageId;

/** One thing to be heard. {@link PhraseBook} turns it into {@link Sound}s. */
public sealed interface Phrase {

    /** What the system says. */
    record Prompt(PromptName name) implements Phrase {}

    /** A number as one counts, 0 to 9999. */
    record SpokenNumber(int number) implements Phrase {
        public SpokenNumber {
            if (number < 0 || number > 9999) {
                throw new IllegalArgumentException("only numbers of 0 to 9999 are spoken: " + number);
            }
        }
    }

    /** Digit by digit, as a telephone number; characters that are not digits are left out. At most 32 are spoken. */
    record SpokenDigits(String digits) implements Phrase {}

    /** A day and the time of that day, as "yesterday at four thirty p m". */
    record SpokenTime(Instant time) implements Phrase {}

    /** A day, as "monday" or "the twenty second of november". */
    record SpokenDate(Instant time) implements Phrase {}

    /** How many messages there are, as "two new messages"; more than 9999 are spoken as 9999. */
    record MessageCount(int count, Folder folder) implements Phrase {}

    /** A greeting that its user recorded. */
    record Greeting(MessageId id) implements Phrase {}

    /** What was said in a message. */
    record MessageAudio(MessageId id) implements Phrase {}

    /** What was recorded last in this call and is neither stored nor discarded. */
    record CurrentRecording() implements Phrase {}
}
