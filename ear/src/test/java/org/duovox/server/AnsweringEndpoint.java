package org.duovox.server;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.duovox.sip.Call;
import org.duovox.sip.CallEvent;
import org.duovox.sip.SipEndpoint;
import org.jboss.ejb3.annotation.ResourceAdapter;

/** Answers each call, notes each event, and lets go of a call that is over only when that has been noted. */
@MessageDriven(messageListenerInterface = SipEndpoint.class)
@ResourceAdapter("#sip-connector.rar")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AnsweringEndpoint implements SipEndpoint {

    @EJB
    CallLedger ledger;

    @Override
    public void callEvent(Call call, CallEvent event) {
        ledger.note(event);
        if (event instanceof CallEvent.Offered) {
            call.answer();
        } else if (event instanceof CallEvent.HungUp) {
            call.release();
        }
    }
}
