package org.duovox.tool.deposit;

import org.duovox.tool.install.Member;
import org.duovox.tool.rest.Administration;

/**
 * What calls need on fresh servers: a phone system, its port group, ports for each server, a user. Adds what is missing, with
 * the same requests as the commands of the script.
 */
public record Provision(String phoneHost, int portsPerServer, String extension, String userName, String pin) {

    public static final String PHONE_SYSTEM = "sample";
    public static final String PILOT = "5000";

    /** So many a request; the server's own limit is higher. */
    private static final int PORTS_AT_ONCE = 100;

    public void applyTo(Administration server) {
        if (!server.hasOne("phonesystems", "name", PHONE_SYSTEM)) {
            server.addPhoneSystem(PHONE_SYSTEM);
        }
        if (!server.hasOne("portgroups", "name", PHONE_SYSTEM)) {
            server.addPortGroup(PHONE_SYSTEM, PHONE_SYSTEM, phoneHost, 5060, "udp", true);
        }
        for (Member member : Member.values()) {
            long there = server.list("ports").stream()
                    .filter(port -> port.at("server").text().equalsIgnoreCase(member.word()))
                    .count();
            for (int left = portsPerServer - (int) there; left > 0; left -= PORTS_AT_ONCE) {
                server.addPorts(PHONE_SYSTEM, member.word(), Math.min(left, PORTS_AT_ONCE));
            }
        }
        if (server.hasOne("users", "extension", extension)) {
            server.setPin(extension, pin);
        } else {
            server.addUser(extension, userName, pin, PHONE_SYSTEM);
        }
    }
}
