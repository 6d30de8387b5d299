package org.duovox.sip.jain;

import java.util.Optional;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** Keeps one call's session alive, or notices that the peer does not (RFC 4028). Runs on the call's lane only. */
final class SessionRefresh {

    private final CallSurroundings around;
    private final SerialQueue lane;
    private final DialogRequests requests;
    private final Negotiation negotiation;
    private final Runnable expired;
    private Optional<SessionTimer> timer = Optional.empty();
    private Optional<Timers.Pending> giveUp = Optional.empty();
    private Optional<Timers.Pending> refresh = Optional.empty();
    private boolean updateAllowed;
    private boolean inviting;
    private boolean stopped;

    /** @param expired ends the call */
    SessionRefresh(
            CallSurroundings around,
            SerialQueue lane,
            DialogRequests requests,
            Negotiation negotiation,
            Runnable expired) {
        this.around = around;
        this.lane = lane;
        this.requests = requests;
        this.negotiation = negotiation;
        this.expired = expired;
    }

    /** Whether the interval that the peer wants is too short, so that 422 is due (RFC 4028, 9). */
    static boolean isTooShort(Request request, ConnectorSettings settings) {
        return SessionTimer.asked(request)
                .filter(asked -> asked.interval().compareTo(settings.minSessionInterval()) < 0)
                .isPresent();
    }

    /** Whether a re-INVITE of ours is under way, so that one of the peer's gets 491 (RFC 3261, 14.2). */
    boolean isInviting() {
        return inviting;
    }

    /** The peer's INVITE or UPDATE is answered with 200: counts as a refresh, and says who does the next one. */
    void agree(Request request, Response ok) {
        updateAllowed |= HeaderText.values(request, "Allow").contains(Request.UPDATE);
        timer = SessionTimer.agreed(request, around.settings().sessionInterval());
        timer.ifPresent(agreed -> {
            around.messages().set(ok, "Session-Expires", agreed.answerHeader());
            if (!agreed.weRefresh()) {
                around.messages().set(ok, "Require", "timer");
            }
        });
        arm();
    }

    void stop() {
        stopped = true;
        giveUp.ifPresent(task -> task.cancel());
        refresh.ifPresent(task -> task.cancel());
    }

    private void arm() {
        giveUp.ifPresent(task -> task.cancel());
        refresh.ifPresent(task -> task.cancel());
        timer.filter(agreed -> !stopped).ifPresent(agreed -> {
            giveUp = Optional.of(around.timers().schedule(agreed.giveUpAfter(), () -> lane.add(expired)));
            if (agreed.weRefresh()) {
                refresh = Optional.of(
                        around.timers().schedule(agreed.refreshAfter(), () -> lane.add(() -> send(agreed))));
            }
        });
    }

    private void send(SessionTimer agreed) {
        if (stopped) {
            return;
        }
        if (updateAllowed) {
            requests.update(agreed, (status, response) -> lane.add(() -> refreshed(status)));
        } else {
            inviting = true;
            requests.reinvite(
                    agreed,
                    negotiation.offer(),
                    (status, response) -> lane.add(() -> {
                        inviting = false;
                        acknowledge(status, response);
                        refreshed(status);
                    }));
        }
    }

    private void acknowledge(int status, @Nullable Message response) {
        if (status / 100 == 2 && response != null) {
            requests.ack(((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getSeqNumber());
            negotiation.takeAnswer(SessionBody.of(response));
        }
    }

    /** Only 408 and 481 end the dialog (RFC 5057); after another failure we wait for the end of the interval. */
    private void refreshed(int status) {
        if (status / 100 == 2) {
            arm();
        } else if (status == Response.REQUEST_TIMEOUT || status == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST) {
            expired.run();
        }
    }
}
