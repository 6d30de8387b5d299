package org.duovox.call.ejb;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.duovox.sip.Call;
import org.duovox.sip.CallEvent;
import org.duovox.sip.SipEndpoint;
import org.jboss.ejb3.annotation.ResourceAdapter;

/**
 * Where the SIP connector delivers calls. {@code @EJB}, not {@code @Inject}: so the container stops this bean, and with it lets
 * calls end, before the beans that calls need.
 */
@MessageDriven(messageListenerInterface = SipEndpoint.class)
@ResourceAdapter("duovox.ear#sip-connector.rar")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CallEndpoint implements SipEndpoint {

    @EJB
    private CallDesk desk;

    @Override
    public void callEvent(Call call, CallEvent event) {
        desk.onEvent(call, event);
    }
}
