package org.duovox.administration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duovox.cluster.Member;
import org.duovox.data.AdministratorFields;
import org.duovox.data.Change;
import org.duovox.data.EntityType;
import org.duovox.data.PhoneSystemFields;
import org.duovox.data.PortFields;
import org.duovox.data.PortGroupFields;
import org.duovox.data.Records;
import org.duovox.data.Row;
import org.duovox.data.SettingFields;
import org.duovox.data.UserFields;
import org.duovox.data.WriteCommand.Written;
import org.duovox.sip.SipTransport;
import org.duovox.user.Extension;

/**
 * Decides what a configuration change does. A request that was carried out already, under the same id, is done again without
 * harm: its first answer may have been lost.
 */
public final class Administration {

    /** Eight times what the field publishes for its largest server (product-facts.md, 7); its RTP ports suffice for 2,564. */
    static final int MOST_PORTS_OF_A_SERVER = 2000;

    private static final int LONGEST_NAME = 64;

    private Administration() {}

    public static Written<AdministrationResult> decide(AdministrationRequest request, Records records) {
        return switch (request.kind()) {
            case ADD_USER -> addUser(request, records);
            case SET_PIN -> setPin(request, records);
            case ADD_PHONE_SYSTEM -> addPhoneSystem(request, records);
            case ADD_PORT_GROUP -> addPortGroup(request, records);
            case ADD_PORTS -> addPorts(request, records);
            case ADD_ADMINISTRATOR -> addAdministrator(request, records);
            case CHANGE_SETTINGS -> changeSettings(request);
        };
    }

    private static Written<AdministrationResult> addUser(AdministrationRequest request, Records records) {
        Optional<Extension> extension = Extension.of(request.value(UserFields.EXTENSION));
        if (extension.isEmpty()) {
            return refused("An extension has 1 to 20 digits.");
        }
        Optional<String> badName = badName(request.value(UserFields.NAME));
        if (badName.isPresent()) {
            return refused(badName.get());
        }
        if (taken(
                records, EntityType.USER, UserFields.EXTENSION, extension.get().digits(), request.id())) {
            return refused("Extension " + extension.get() + " belongs to another user.");
        }
        Map<String, String> fields = new HashMap<>();
        fields.put(UserFields.EXTENSION, extension.get().digits());
        fields.put(UserFields.NAME, request.value(UserFields.NAME));
        fields.put(UserFields.PIN_HASH, request.value(UserFields.PIN_HASH));
        String phoneSystem = request.value(UserFields.PHONE_SYSTEM);
        if (!phoneSystem.isEmpty()) {
            Optional<Row> found = named(records, EntityType.PHONE_SYSTEM, phoneSystem);
            if (found.isEmpty()) {
                return refused("There is no phone system called " + phoneSystem + "; add it first.");
            }
            fields.put(UserFields.PHONE_SYSTEM, found.get().id());
        }
        return done("User " + extension.get() + " is there.", new Change(EntityType.USER, request.id(), fields));
    }

    private static Written<AdministrationResult> setPin(AdministrationRequest request, Records records) {
        Optional<Row> user =
                living(records.where(EntityType.USER, UserFields.EXTENSION, request.value(UserFields.EXTENSION)));
        if (user.isEmpty()) {
            return refused("There is no user with extension " + request.value(UserFields.EXTENSION) + ".");
        }
        return done(
                "The PIN is changed.",
                new Change(
                        EntityType.USER,
                        user.get().id(),
                        Map.of(
                                UserFields.PIN_HASH,
                                request.value(UserFields.PIN_HASH),
                                UserFields.wrongPins(Member.PUBLISHER),
                                "0",
                                UserFields.wrongPins(Member.SUBSCRIBER),
                                "0",
                                UserFields.LOCKED_UNTIL,
                                "0")));
    }

    private static Written<AdministrationResult> addPhoneSystem(AdministrationRequest request, Records records) {
        String name = request.value(PhoneSystemFields.NAME);
        Optional<String> badName = badName(name);
        if (badName.isPresent()) {
            return refused(badName.get());
        }
        if (taken(records, EntityType.PHONE_SYSTEM, PhoneSystemFields.NAME, name, request.id())) {
            return refused("There is a phone system called " + name + " already.");
        }
        return done(
                "Phone system " + name + " is there.",
                new Change(EntityType.PHONE_SYSTEM, request.id(), Map.of(PhoneSystemFields.NAME, name)));
    }

    private static Written<AdministrationResult> addPortGroup(AdministrationRequest request, Records records) {
        String name = request.value(PortGroupFields.NAME);
        Optional<String> badName = badName(name);
        if (badName.isPresent()) {
            return refused(badName.get());
        }
        if (taken(records, EntityType.PORT_GROUP, PortGroupFields.NAME, name, request.id())) {
            return refused("There is a port group called " + name + " already.");
        }
        Optional<Row> phoneSystem =
                named(records, EntityType.PHONE_SYSTEM, request.value(PortGroupFields.PHONE_SYSTEM));
        if (phoneSystem.isEmpty()) {
            return refused("Say which phone system the port group is for; add it first.");
        }
        String host = request.value(PortGroupFields.HOST);
        if (host.isEmpty() || host.length() > 255 || host.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return refused("Say the host name or IP address where the phone system listens for SIP.");
        }
        Optional<Integer> sipPort = number(request.value(PortGroupFields.SIP_PORT), 65_535);
        if (sipPort.isEmpty()) {
            return refused("A SIP port is a number from 1 to 65535; it is usually 5060.");
        }
        String transport = request.value(PortGroupFields.TRANSPORT).toUpperCase(Locale.ROOT);
        if (!transport.equals(SipTransport.UDP.name()) && !transport.equals(SipTransport.TCP.name())) {
            return refused("The transport is udp or tcp.");
        }
        Map<String, String> fields = new HashMap<>();
        fields.put(PortGroupFields.NAME, name);
        fields.put(PortGroupFields.PHONE_SYSTEM, phoneSystem.get().id());
        fields.put(PortGroupFields.HOST, host);
        fields.put(PortGroupFields.SIP_PORT, sipPort.get().toString());
        fields.put(PortGroupFields.TRANSPORT, transport);
        fields.put(
                PortGroupFields.MWI_ENABLED,
                request.value(PortGroupFields.MWI_ENABLED).equals("false") ? "false" : "true");
        return done("Port group " + name + " is there.", new Change(EntityType.PORT_GROUP, request.id(), fields));
    }

    private static Written<AdministrationResult> addPorts(AdministrationRequest request, Records records) {
        Optional<Row> group = named(records, EntityType.PORT_GROUP, request.value(PortFields.PORT_GROUP));
        if (group.isEmpty()) {
            return refused("Say which port group the ports are for; add it first.");
        }
        Optional<Member> server = member(request.value(PortFields.SERVER));
        if (server.isEmpty()) {
            return refused("A port belongs to the publisher or the subscriber; say which server.");
        }
        Optional<Integer> count = number(request.value("count"), MOST_PORTS_OF_A_SERVER);
        List<Row> there =
                records.where(EntityType.PORT, PortFields.SERVER, server.get().name());
        List<Row> others = there.stream()
                .filter(row -> !row.is(PortFields.REMOVED) && !row.id().startsWith(request.id()))
                .toList();
        if (count.isEmpty() || others.size() + count.get() > MOST_PORTS_OF_A_SERVER) {
            return refused("A server has at most " + MOST_PORTS_OF_A_SERVER + " voice messaging ports.");
        }
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= count.get(); i++) {
            String name = "%s-%s-%03d"
                    .formatted(
                            group.get().get(PortGroupFields.NAME),
                            server.get().name().toLowerCase(Locale.ROOT),
                            others.size() + i);
            changes.add(new Change(
                    EntityType.PORT,
                    request.id() + "-" + i,
                    Map.of(
                            PortFields.NAME,
                            name,
                            PortFields.PORT_GROUP,
                            group.get().id(),
                            PortFields.SERVER,
                            server.get().name(),
                            PortFields.ENABLED,
                            "true",
                            PortFields.ANSWERS_CALLS,
                            "true")));
        }
        return new Written<>(AdministrationResult.done(count.get() + " ports are there."), changes);
    }

    private static Written<AdministrationResult> addAdministrator(AdministrationRequest request, Records records) {
        String name = request.value(AdministratorFields.NAME);
        Optional<String> badName = badName(name);
        if (badName.isPresent()) {
            return refused(badName.get());
        }
        if (taken(records, EntityType.ADMINISTRATOR, AdministratorFields.NAME, name, request.id())) {
            return refused("There is an administrator called " + name + " already.");
        }
        return done(
                "Administrator " + name + " is there.",
                new Change(
                        EntityType.ADMINISTRATOR,
                        request.id(),
                        Map.of(
                                AdministratorFields.NAME,
                                name,
                                AdministratorFields.PASSWORD_HASH,
                                request.value(AdministratorFields.PASSWORD_HASH))));
    }

    /** Whoever asked has seen to it that the texts make sense; a reader takes nonsense for the standard. */
    private static Written<AdministrationResult> changeSettings(AdministrationRequest request) {
        List<Change> changes = request.values().entrySet().stream()
                .map(each ->
                        new Change(EntityType.SETTING, each.getKey(), Map.of(SettingFields.VALUE, each.getValue())))
                .toList();
        return new Written<>(AdministrationResult.done("The settings are kept."), changes);
    }

    private static Optional<String> badName(String name) {
        boolean bad =
                name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl);
        return bad ? Optional.of("A name has 1 to " + LONGEST_NAME + " characters.") : Optional.empty();
    }

    private static Optional<Member> member(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "PUBLISHER" -> Optional.of(Member.PUBLISHER);
            case "SUBSCRIBER" -> Optional.of(Member.SUBSCRIBER);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> number(String digits, int most) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int number = Integer.parseInt(digits);
        return number >= 1 && number <= most ? Optional.of(number) : Optional.empty();
    }

    private static Optional<Row> named(Records records, EntityType type, String name) {
        return living(records.where(type, "name", name));
    }

    private static Optional<Row> living(List<Row> rows) {
        return rows.stream().filter(row -> !row.is("removed")).findFirst();
    }

    private static boolean taken(Records records, EntityType type, String field, String value, String byOtherThan) {
        return records.where(type, field, value).stream()
                .anyMatch(row -> !row.is("removed") && !row.id().equals(byOtherThan));
    }

    private static Written<AdministrationResult> done(String sentence, Change change) {
        return new Written<>(AdministrationResult.done(sentence), List.of(change));
    }

    private static Written<AdministrationResult> refused(String sentence) {
        return new Written<>(AdministrationResult.refused(sentence), List.of());
    }
}
