package org.duovox.phonesystem.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.duovox.data.PhoneSystemFields;
import org.duovox.data.PortGroupFields;
import org.duovox.data.Row;
import org.duovox.data.jpa.RecordQueries;
import org.duovox.phonesystem.PhoneSystem;
import org.duovox.phonesystem.PhoneSystems;
import org.duovox.phonesystem.PortGroup;
import org.duovox.sip.SipTransport;

/** Phone systems out of the database. */
@ApplicationScoped
public class JpaPhoneSystems implements PhoneSystems {

    /** Of each kind: more than a cluster of two servers can have ports for. */
    private static final int MAX = 1000;

    /** What SIP listens on when nothing else is said (RFC 3261, 19.1.2). */
    private static final int STANDARD_SIP_PORT = 5060;

    private RecordQueries records;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    protected JpaPhoneSystems() {}

    @Inject
    public JpaPhoneSystems(RecordQueries records) {
        this.records = records;
    }

    @Override
    public List<PhoneSystem> all() {
        return records
                .rows("select r from StoredPhoneSystem r where r.removed = false order by r.name, r.id", Map.of(), MAX)
                .stream()
                .map(row -> new PhoneSystem(row.id(), row.get(PhoneSystemFields.NAME)))
                .toList();
    }

    @Override
    public List<PortGroup> portGroups() {
        return records
                .rows("select r from StoredPortGroup r where r.removed = false order by r.name, r.id", Map.of(), MAX)
                .stream()
                .map(JpaPhoneSystems::portGroup)
                .toList();
    }

    private static PortGroup portGroup(Row row) {
        String sipPort = row.get(PortGroupFields.SIP_PORT);
        String transport = row.get(PortGroupFields.TRANSPORT);
        return new PortGroup(
                row.id(),
                row.get(PortGroupFields.NAME),
                row.get(PortGroupFields.PHONE_SYSTEM),
                row.get(PortGroupFields.HOST),
                sipPort.isEmpty() ? STANDARD_SIP_PORT : Integer.parseInt(sipPort),
                transport.isEmpty() ? SipTransport.UDP : SipTransport.valueOf(transport),
                row.is(PortGroupFields.MWI_ENABLED));
    }
}
