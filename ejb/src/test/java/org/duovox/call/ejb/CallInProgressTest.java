package org.duovox.call.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duovox.call.CallRecords;
import org.duovox.call.ejb.CallDesk.Routed;
import org.duovox.cluster.Member;
import org.duovox.conversation.Arrival;
import org.duovox.conversation.MailboxOwner;
import org.duovox.port.VoicePort;
import org.duovox.sip.Call;
import org.duovox.sip.CallEvent;
import org.duovox.sip.CallId;
import org.duovox.sip.CallOffer;
import org.duovox.sip.DialogRecord;
import org.duovox.sip.DtmfDigit;
import org.duovox.user.Extension;
import org.duovox.user.UserId;
import org.junit.jupiter.api.Test;

class CallInProgressTest {

    private static final CallOffer OFFER = new CallOffer(
            new CallId("call"), "4712", "", "5000", List.of(), InetSocketAddress.createUnresolved("pbx", 5060));
    private static final VoicePort PORT = new VoicePort("p", "port 1", "group", Member.PUBLISHER, true, true);
    private static final CallEvent FOR_ANN = new CallEvent.Posted(new Routed(Optional.of(
            new Arrival.ForUser(new MailboxOwner(new UserId("ann"), new Extension("4711"), Optional.empty())))));
    private static final CallEvent SKIP = new CallEvent.DigitPressed(DtmfDigit.POUND);
    private static final CallEvent ANSWERED = new CallEvent.Connected();

    @Test
    void aKeyBeforeTheAckIsHeardAfterIt() {
        List<String> overtaken = orders(FOR_ANN, SKIP, ANSWERED);
        assertThat(overtaken).isEqualTo(orders(FOR_ANN, ANSWERED, SKIP)).isNotEqualTo(orders(FOR_ANN, ANSWERED));
    }

    @Test
    void aThousandKeysBeforeTheAckAreNotKept() {
        List<CallEvent> events = new ArrayList<>(List.of(FOR_ANN));
        for (int i = 0; i < 1000; i++) {
            events.add(new CallEvent.DigitPressed(DtmfDigit.ONE));
        }
        events.add(ANSWERED);
        assertThat(orders(events.toArray(CallEvent[]::new))).hasSizeLessThan(50);
    }

    /** What the connector was asked to do, in order. */
    private static List<String> orders(CallEvent... events) {
        List<String> orders = new ArrayList<>();
        Call call = (Call) Proxy.newProxyInstance(
                Call.class.getClassLoader(), new Class<?>[] {Call.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("offer")) {
                        return OFFER;
                    }
                    orders.add(method.getName());
                    return method.getReturnType() == long.class ? Long.valueOf(orders.size()) : null;
                });
        CallInProgress inProgress = new CallInProgress(call, PORT, new NoServices(), Runnable::run);
        for (CallEvent event : events) {
            inProgress.onEvent(event);
        }
        return orders;
    }

    private static final class NoServices extends CallServices {
        @Override
        CallRecords calls() {
            return new CallRecords() {
                @Override
                public void put(DialogRecord dialog, String arrival) {}

                @Override
                public void remove(CallId call) {}
            };
        }
    }
}
