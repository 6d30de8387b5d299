package org.duovox.phonesystem;

import java.util.List;

/** The phone systems in this server's database. May block on the database. */
public interface PhoneSystems {

    List<PhoneSystem> all();

    List<PortGroup> portGroups();
}
