package org.duovox.sip.jain;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.net.UnknownHostException;
import javax.sip.SipException;
import javax.transaction.xa.XAResource;
import org.duovox.sip.SipLine;
import org.jspecify.annotations.Nullable;

/**
 * The SIP connector as the server knows it. Configured by system properties, which {@link SettingsReader} names.
 */
@Connector(
        displayName = "Duovox SIP connector",
        vendorName = "Duovox",
        eisType = "SIP",
        version = "1",
        transactionSupport = TransactionSupport.TransactionSupportLevel.NoTransaction)
public final class SipResourceAdapter implements ResourceAdapter {

    private volatile @Nullable SipService service;

    /** Called by the server. */
    public SipResourceAdapter() {}

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        try {
            ConnectorSettings settings = SettingsReader.read(System::getProperty);
            SipService starting = new SipService(settings, context.getWorkManager(), MediaPorts.open(settings));
            starting.start();
            service = starting;
        } catch (SipException | UnknownHostException | IllegalArgumentException e) {
            throw new ResourceAdapterInternalException("The SIP connector does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        SipService stopping = service;
        service = null;
        if (stopping != null) {
            stopping.stop();
        }
    }

    @Override
    public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec activation)
            throws ResourceException {
        if (!running().connect(endpoints)) {
            throw new NotSupportedException("There is an endpoint for calls already");
        }
    }

    /** Returns when the calls in progress are over, or were ended after the drain limit. */
    @Override
    public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec activation) {
        SipService running = service;
        if (running != null) {
            running.disconnect(endpoints);
        }
    }

    @Override
    public XAResource @Nullable [] getXAResources(ActivationSpec[] activations) {
        return null;
    }

    /** For {@link SipLineObject}. */
    SipLine line() {
        return running();
    }

    private SipService running() {
        SipService running = service;
        if (running == null) {
            throw new IllegalStateException("The SIP connector is not running");
        }
        return running;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
