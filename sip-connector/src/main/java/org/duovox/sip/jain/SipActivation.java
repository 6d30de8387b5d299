package org.duovox.sip.jain;

import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ResourceAdapter;
import org.duovox.sip.SipEndpoint;
import org.jspecify.annotations.Nullable;

/** Says that a message-driven bean wants the calls. There is nothing to choose. */
@Activation(messageListeners = SipEndpoint.class)
public final class SipActivation implements ActivationSpec {

    private @Nullable ResourceAdapter adapter;

    /** Called by the server. */
    public SipActivation() {}

    @Override
    public void validate() {
        // No properties, nothing to be wrong.
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        this.adapter = adapter;
    }
}
