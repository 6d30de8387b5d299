package org.duovox.web.serviceability.tools;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duovox.cluster.Member;
import org.duovox.cluster.OrderOutcome;
import org.duovox.comparison.ejb.ComparisonDesk;
import org.duovox.recovery.Clash;
import org.duovox.recovery.MergeReport;
import org.duovox.recovery.Recovery;
import org.duovox.recovery.ejb.RecoveryDesk;
import org.duovox.user.UserId;
import org.duovox.user.Users;
import org.duovox.web.page.DateAndTime;
import org.duovox.web.page.Notice;
import org.duovox.web.page.PeerAnswer;

/** Tools > Split Brain Recovery: what each one brought together, from where, and how what clashed was decided. */
@Named
@RequestScoped
public class SplitBrainRecovery {

    private static final int PATIENCE_SECONDS = 2;

    @Inject
    private RecoveryDesk desk;

    @Inject
    private ComparisonDesk comparison;

    @Inject
    private Users users;

    private final Map<String, String> names = new HashMap<>();
    private final List<String> silent = new ArrayList<>();
    private List<Told> recoveries = List.of();
    private List<Users.Shared> shared = List.of();

    /** Asks both servers. */
    @PostConstruct
    public void look() {
        Map<Member, List<MergeReport>> reports = new EnumMap<>(Member.class);
        for (Member server : Member.values()) {
            Optional<List<MergeReport>> told = PeerAnswer.within(PATIENCE_SECONDS, desk.reports(server));
            told.ifPresentOrElse(list -> reports.put(server, list), () -> silent.add(server.word()));
        }
        recoveries = Recovery.of(reports).stream()
                .limit(MergeReport.MOST_REPORTS)
                .map(this::told)
                .toList();
        shared = users.shared();
    }

    /** Start Recovery Now: whatever replication may have missed is found and mended. */
    public void begin() {
        Notice.of(
                PeerAnswer.within(PeerAnswer.ORDER_SECONDS, comparison.begin()).isPresent()
                        ? OrderOutcome.done("Both servers compare all that they have and mend what differs.")
                        : OrderOutcome.refused(
                                "The other server cannot be reached; only this one begins. Start it again when it is there."));
    }

    public List<Told> getRecoveries() {
        return recoveries;
    }

    public List<String> getShared() {
        return shared.stream().map(Users.Shared::sentence).toList();
    }

    /** Servers that cannot be reached, so that only the other one tells. */
    public List<String> getSilent() {
        return silent;
    }

    private Told told(Recovery recovery) {
        return new Told(
                DateAndTime.text(recovery.detected()),
                "Apart since %s; settled %.1f s after both were found to be Primary%s"
                        .formatted(
                                DateAndTime.text(recovery.apart()),
                                Duration.between(recovery.detected(), recovery.settled())
                                                .toMillis()
                                        / 1000.0,
                                recovery.inTime() ? "." : "; not everything was there when the roles were."),
                recovery.mailboxes().stream()
                        .map(mailbox -> new Line(
                                name(mailbox.id()),
                                mailbox.onSubscriber().messages(),
                                mailbox.onPublisher().messages(),
                                mailbox.onSubscriber().changes(),
                                mailbox.onPublisher().changes()))
                        .toList(),
                recovery.clashes().stream()
                        .map(clash -> new Row(name(clash.mailbox()), clash))
                        .toList(),
                recovery.untold());
    }

    private String name(String mailbox) {
        return mailbox.isEmpty()
                ? "Configuration"
                : names.computeIfAbsent(
                        mailbox,
                        id -> users.withId(new UserId(id))
                                .map(user -> user.extension().digits() + " " + user.displayName())
                                .orElse("a mailbox that is gone"));
    }

    /** A recovery. */
    public record Told(String at, String sentence, List<Line> mailboxes, List<Row> clashes, int untold) {

        public Told {
            mailboxes = List.copyOf(mailboxes);
            clashes = List.copyOf(clashes);
        }

        public String getAt() {
            return at;
        }

        public String getSentence() {
            return sentence;
        }

        public List<Line> getMailboxes() {
            return mailboxes;
        }

        public List<Row> getClashes() {
            return clashes;
        }

        public int getUntold() {
            return untold;
        }
    }

    /** A mailbox: what the publisher had that the subscriber lacked, and the other way round. */
    public record Line(
            String mailbox,
            int publisherMessages,
            int subscriberMessages,
            int publisherChanges,
            int subscriberChanges) {

        public String getMailbox() {
            return mailbox;
        }

        public int getPublisherMessages() {
            return publisherMessages;
        }

        public int getSubscriberMessages() {
            return subscriberMessages;
        }

        public int getPublisherChanges() {
            return publisherChanges;
        }

        public int getSubscriberChanges() {
            return subscriberChanges;
        }
    }

    /** A clash. */
    public record Row(String mailbox, Clash clash) {

        public String getMailbox() {
            return mailbox;
        }

        public String getWhat() {
            return clash.what();
        }

        public String getPublisher() {
            return clash.publisher();
        }

        public String getSubscriber() {
            return clash.subscriber();
        }

        public String getKept() {
            return clash.kept();
        }
    }
}
