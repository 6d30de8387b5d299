package org.duovox.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.duovox.sip.AudioClip;
import org.duovox.sip.Codec;

/** The prompt files of the product, G.711 mu-law, kept in memory once read (all together below 1.5 MB). Thread-safe. */
public final class PromptLibrary {

    private final Map<String, AudioClip> clips = new ConcurrentHashMap<>();

    /** The clip of this file; throws when the product has no such prompt, for then it was built wrong. */
    public AudioClip clip(String file) {
        return clips.computeIfAbsent(file, PromptLibrary::read);
    }

    private static AudioClip read(String file) {
        try (InputStream in = PromptLibrary.class.getResourceAsStream(file + ".ulaw")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no prompt " + file);
            }
            return AudioClip.of(Codec.PCMU, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the prompt " + file, e);
        }
    }
}
