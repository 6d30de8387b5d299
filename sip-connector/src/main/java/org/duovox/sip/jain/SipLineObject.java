package org.duovox.sip.jain;

import jakarta.resource.Referenceable;
import jakarta.resource.spi.AdministeredObject;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import javax.naming.Reference;
import org.duovox.sip.MwiNotice;
import org.duovox.sip.SipLine;
import org.duovox.sip.SipTransport;
import org.jspecify.annotations.Nullable;

/** The connector as the application finds it in JNDI; META-INF/ironjacamar.xml binds it. */
@AdministeredObject(adminObjectInterfaces = SipLine.class)
public final class SipLineObject implements SipLine, ResourceAdapterAssociation, Referenceable, Serializable {

    private static final long serialVersionUID = 1L;

    private transient @Nullable SipResourceAdapter adapter;
    private @Nullable Reference reference;

    /** Called by the server. */
    public SipLineObject() {}

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        this.adapter = (SipResourceAdapter) adapter;
    }

    /** Jakarta Connectors 13.4.2.3 wants it, and the server uses it to bind us. */
    @Override
    public @Nullable Reference getReference() {
        return reference;
    }

    @Override
    public void setReference(Reference reference) {
        this.reference = reference;
    }

    private SipLine line() {
        SipResourceAdapter known = adapter;
        if (known == null) {
            throw new IllegalStateException("The server has not joined this object with its adapter");
        }
        return known.line();
    }

    @Override
    public void takeCalls(boolean taking) {
        line().takeCalls(taking);
    }

    @Override
    public void hangUpAll() {
        line().hangUpAll();
    }

    @Override
    public boolean isListening() {
        return line().isListening();
    }

    @Override
    public void runMedia(boolean wanted) {
        line().runMedia(wanted);
    }

    @Override
    public boolean isMediaInTime() {
        return line().isMediaInTime();
    }

    @Override
    public int callsInProgress() {
        return line().callsInProgress();
    }

    @Override
    public CompletionStage<Integer> notifyMessageWaiting(MwiNotice notice) {
        return line().notifyMessageWaiting(notice);
    }

    @Override
    public CompletionStage<Integer> probe(InetSocketAddress phoneSystem, SipTransport transport) {
        return line().probe(phoneSystem, transport);
    }
}
