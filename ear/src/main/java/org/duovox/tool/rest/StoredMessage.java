package org.duovox.tool.rest;

/**
 * A message as one server has it.
 *
 * @param mailbox the owner's extension
 * @param audioLength bytes, as the header says
 * @param digest SHA-256 in hexadecimal, as the header says
 * @param storedDigest the same, of the audio that is stored on this server
 */
public record StoredMessage(
        String id,
        String mailbox,
        String callingNumber,
        String received,
        long audioLength,
        String folder,
        Marks marks,
        String digest,
        long storedLength,
        String storedDigest) {

    /** What is true of a message or not. */
    public record Marks(boolean heard, boolean urgent, boolean interrupted, boolean singleCopy) {}

    static StoredMessage of(Json json) {
        return new StoredMessage(
                json.at("id").text(),
                json.at("mailbox").text(),
                json.at("callingNumber").text(),
                json.at("received").text(),
                json.at("audioLength").number(),
                json.at("folder").text(),
                new Marks(
                        json.at("heard").flag(),
                        json.at("urgent").flag(),
                        json.at("interrupted").flag(),
                        json.at("singleCopy").flag()),
                json.at("digest").text(),
                json.at("storedLength").number(),
                json.at("storedDigest").text());
    }

    /** The audio here is the audio that the header promises. */
    public boolean isWhole() {
        return !digest.isEmpty() && digest.equals(storedDigest) && audioLength == storedLength;
    }
}
