package org.duovox.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duovox.tool.terminal.Unable;

/** The words after a command: plain ones in their order, and options with or without a value. */
record Arguments(List<String> words, Map<String, String> options) {

    static Arguments of(List<String> given) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i);
            if (!word.startsWith("--")) {
                words.add(word);
            } else if (i + 1 < given.size() && !given.get(i + 1).startsWith("--")) {
                options.put(word.substring(2), given.get(++i));
            } else {
                options.put(word.substring(2), "");
            }
        }
        return new Arguments(List.copyOf(words), Map.copyOf(options));
    }

    /** Empty if there are not so many. */
    String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    String needed(String name) {
        return option(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new Unable("--" + name + " is missing; ./duovox help shows the whole command."));
    }

    int number(String name, int otherwise) {
        return option(name).map(value -> number(name, value)).orElse(otherwise);
    }

    static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new Unable(name + " is a number, not \"" + value + "\"; ./duovox help shows the whole command.", e);
        }
    }
}
