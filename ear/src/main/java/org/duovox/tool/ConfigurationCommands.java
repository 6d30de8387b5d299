package org.duovox.tool;

import java.io.Console;
import java.security.SecureRandom;
import java.util.List;
import org.duovox.tool.install.Installation;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Server;
import org.duovox.tool.rest.Administration;
import org.duovox.tool.rest.Json;
import org.duovox.tool.rest.StoredMessage;
import org.duovox.tool.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** server, phonesystem, portgroup, ports, user, messages. */
final class ConfigurationCommands {

    private final Terminal terminal;
    private final Installation installation;

    ConfigurationCommands(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    /** The list of servers is the publisher's. */
    int server(List<String> words) {
        Arguments arguments = Arguments.of(words);
        Administration publisher = installation.server(Member.PUBLISHER).administration();
        switch (arguments.word(0)) {
            case "add" ->
                terminal.line(publisher.addServer(
                        required(arguments, 1, "server add HOST"),
                        arguments.option("mac").orElse(""),
                        arguments.option("description").orElse("")));
            case "remove" ->
                terminal.line(publisher.removeServer(
                        required(arguments, 1, "server remove subscriber"), arguments.has("confirm")));
            case "list" -> {
                Json list = publisher.serverList();
                list.at("servers").items().forEach(server -> terminal.line(row(server)));
                String refused = list.at("refused").text();
                if (!refused.isEmpty()) {
                    terminal.line(refused);
                }
            }
            default -> throw Duovox.misspoken("server list", "server add HOST", "server remove subscriber");
        }
        return 0;
    }

    int phoneSystem(List<String> words) {
        Arguments arguments = Arguments.of(words);
        switch (arguments.word(0)) {
            case "add" -> {
                String name = required(arguments, 1, "phonesystem add NAME");
                servers().addPhoneSystem(name);
                terminal.line("Phone system " + name + " added.");
            }
            case "list" -> list("phonesystems");
            default -> throw Duovox.misspoken("phonesystem add NAME", "phonesystem list");
        }
        return 0;
    }

    int portGroup(List<String> words) {
        Arguments arguments = Arguments.of(words);
        switch (arguments.word(0)) {
            case "add" -> {
                String name = required(arguments, 1, "portgroup add NAME --phone-system NAME --host ADDRESS");
                servers()
                        .addPortGroup(
                                name,
                                arguments.needed("phone-system"),
                                arguments.needed("host"),
                                arguments.number("sip-port", 5060),
                                arguments.option("transport").orElse("udp"),
                                !arguments.has("no-mwi"));
                terminal.line("Port group " + name + " added.");
            }
            case "list" -> list("portgroups");
            default ->
                throw Duovox.misspoken("portgroup add NAME --phone-system NAME --host ADDRESS", "portgroup list");
        }
        return 0;
    }

    int ports(List<String> words) {
        Arguments arguments = Arguments.of(words);
        switch (arguments.word(0)) {
            case "add" -> {
                int count = Arguments.number(
                        "COUNT", required(arguments, 1, "ports add COUNT --port-group NAME --server publisher"));
                servers().addPorts(arguments.needed("port-group"), arguments.needed("server"), count);
                terminal.line(count + " ports added to the " + arguments.needed("server") + ".");
            }
            case "list" -> list("ports");
            default -> throw Duovox.misspoken("ports add COUNT --port-group NAME --server publisher", "ports list");
        }
        return 0;
    }

    int user(List<String> words) {
        Arguments arguments = Arguments.of(words);
        switch (arguments.word(0)) {
            case "add" -> {
                String extension = required(arguments, 1, "user add EXTENSION --name NAME --phone-system NAME");
                String pin = arguments.option("pin").orElseGet(ConfigurationCommands::randomPin);
                servers().addUser(extension, arguments.needed("name"), pin, arguments.needed("phone-system"));
                terminal.line("User " + extension + " added"
                        + (arguments.has("pin") ? "." : "; the PIN is " + pin + ", and shown only now."));
            }
            case "pin" -> {
                String extension = required(arguments, 1, "user pin EXTENSION [PIN]");
                servers().setPin(extension, arguments.words().size() > 2 ? arguments.word(2) : asked(extension));
                terminal.line("The PIN of " + extension + " is changed.");
            }
            case "list" -> list("users");
            default ->
                throw Duovox.misspoken(
                        "user add EXTENSION --name NAME --phone-system NAME", "user pin EXTENSION", "user list");
        }
        return 0;
    }

    /** Six digits, as the usual rule for PINs asks at least. */
    static String randomPin() {
        return String.valueOf(new SecureRandom().nextInt(100_000, 1_000_000));
    }

    @SuppressWarnings("SystemConsoleNull") // on JDK 21 it may be
    private static String asked(String extension) {
        @Nullable Console console = System.console();
        if (console == null) {
            throw Duovox.misspoken("user pin EXTENSION PIN");
        }
        return new String(console.readPassword("New PIN of %s: ", extension));
    }

    int messages(List<String> words) {
        if (words.size() != 1) {
            throw Duovox.misspoken("messages EXTENSION");
        }
        for (Server server : installation.servers()) {
            if (server.process().isEmpty()) {
                terminal.line("On the " + server + ": not running.");
                continue;
            }
            List<StoredMessage> messages = server.administration().messagesOf(words.getFirst());
            terminal.line("On the " + server + ": " + messages.size() + " messages");
            messages.forEach(message -> terminal.line("  " + sentence(message)));
        }
        return 0;
    }

    static String sentence(StoredMessage message) {
        StoredMessage.Marks marks = message.marks();
        return "%s  %s  from %-12s %6.1f s  %-7s %s%s%s%s  %s"
                .formatted(
                        message.id(),
                        message.received(),
                        message.callingNumber().isEmpty() ? "unknown" : message.callingNumber(),
                        message.audioLength() / 8000.0,
                        message.folder(),
                        marks.heard() ? "heard" : "unheard",
                        marks.urgent() ? ", urgent" : "",
                        marks.interrupted() ? ", cut short" : "",
                        marks.singleCopy() ? ", single copy" : "",
                        message.isWhole() ? "" : "AUDIO IS NOT WHOLE");
    }

    private void list(String collection) {
        for (Json item : servers().list(collection)) {
            terminal.line(row(item));
        }
    }

    private static String row(Json item) {
        return item instanceof Json.Fields fields ? row(fields) : item.written();
    }

    private static String row(Json.Fields fields) {
        StringBuilder row = new StringBuilder();
        fields.values().forEach((name, value) -> {
            if (!(value instanceof Json.Array) && !(value instanceof Json.Fields)) {
                row.append(row.isEmpty() ? "" : "  ").append(name).append('=').append(value.text());
            }
        });
        return row.toString();
    }

    private Administration servers() {
        return installation.anyServer();
    }

    private static String required(Arguments arguments, int index, String form) {
        if (arguments.words().size() <= index) {
            throw Duovox.misspoken(form);
        }
        return arguments.word(index);
    }
}
