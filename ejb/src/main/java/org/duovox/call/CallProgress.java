package org.duovox.call;

import java.util.Optional;
import org.duovox.conversation.Arrival;
import org.duovox.conversation.ConversationState;
import org.duovox.port.PortActivity;
import org.duovox.sip.CallOffer;
import org.duovox.sip.ForwardReason;
import org.duovox.sip.Redirection;

/** A call as the Port Monitor shows it. */
public record CallProgress(CallOffer offer, Optional<Arrival> arrival, Optional<ConversationState> state) {

    public PortActivity on(String port) {
        int hops = offer.redirections().size();
        Optional<Redirection> last = hops > 0 ? Optional.of(offer.redirections().getLast()) : Optional.empty();
        String before = hops > 1 ? offer.redirections().get(hops - 2).redirectingNumber() : "";
        return new PortActivity(
                port,
                offer.callingNumber(),
                offer.calledNumber(),
                last.map(hop -> word(hop.reason())).orElse("Direct"),
                before,
                last.map(Redirection::redirectingNumber).orElse(""),
                arrival.map(CallProgress::word).orElse("Routing"),
                state.map(CallProgress::action).orElse("Ringing"),
                state.map(CallProgress::place).orElse("Not begun"),
                offer.source().getAddress() == null
                        ? offer.source().getHostString()
                        : offer.source().getAddress().getHostAddress() + ":"
                                + offer.source().getPort());
    }

    private static String word(ForwardReason reason) {
        return switch (reason) {
            case BUSY -> "Forward Busy";
            case NO_ANSWER -> "Forward No Answer";
            case UNCONDITIONAL -> "Forward All";
            case UNAVAILABLE -> "Forward Unavailable";
            case UNKNOWN -> "Forward";
        };
    }

    private static String word(Arrival arrival) {
        return switch (arrival) {
            case Arrival.ForUser user -> "Greeting of " + user.owner().extension();
            case Arrival.FromOwnPhone own -> "Sign-in of " + own.extension();
            case Arrival.FromElsewhere elsewhere -> "Opening Greeting";
        };
    }

    private static String action(ConversationState state) {
        return switch (state) {
            case ConversationState.AtMenu menu -> "Playing";
            case ConversationState.Entering entering -> "Collecting digits";
            case ConversationState.Beeping beeping -> "Playing";
            case ConversationState.Recording recording -> "Recording";
            case ConversationState.Waiting waiting -> "Waiting";
            case ConversationState.SayingGoodbye goodbye -> "Playing";
            case ConversationState.Finishing finishing -> "Hanging up";
        };
    }

    private static String place(ConversationState state) {
        return switch (state) {
            case ConversationState.AtMenu menu -> "At a menu";
            case ConversationState.Entering entering -> "Entering a number";
            case ConversationState.Beeping beeping -> "Tone before a recording";
            case ConversationState.Recording recording -> "Recording";
            case ConversationState.StoringMessage storing -> "Storing a message";
            case ConversationState.StoringGreeting storing -> "Storing a greeting";
            case ConversationState.CheckingSignIn checking -> "Checking a sign-in";
            case ConversationState.Fetching fetching -> "Fetching messages";
            case ConversationState.Moving moving -> "Moving a message";
            case ConversationState.ChangingPin changing -> "Changing a PIN";
            case ConversationState.SayingGoodbye goodbye -> "Saying goodbye";
            case ConversationState.HangingUp hangingUp -> "Hanging up";
            case ConversationState.Gone gone -> "Caller has gone";
            case ConversationState.Over over -> "Over";
        };
    }
}
