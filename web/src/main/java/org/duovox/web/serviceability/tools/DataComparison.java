package org.duovox.web.serviceability.tools;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duovox.cluster.Member;
import org.duovox.cluster.OrderOutcome;
import org.duovox.comparison.ComparisonReport;
import org.duovox.comparison.ComparisonReport.Round;
import org.duovox.comparison.ejb.ComparisonDesk;
import org.duovox.comparison.ejb.OverwriteDesk;
import org.duovox.settings.DailyTime;
import org.duovox.web.page.DateAndTime;
import org.duovox.web.page.Notice;
import org.duovox.web.page.PeerAnswer;

/** Tools > Data Comparison: whether both servers have the same, and what was mended. */
@Named
@RequestScoped
public class DataComparison {

    private static final int PATIENCE_SECONDS = 2;

    @Inject
    private ComparisonDesk desk;

    @Inject
    private OverwriteDesk overwriting;

    private final Map<Member, Optional<ComparisonReport>> reports = new EnumMap<>(Member.class);

    private String from = "";
    private String to = "";

    /** Shows what is set. */
    @PostConstruct
    public void look() {
        DailyTime hours = desk.hours();
        from = hours.from().toString();
        to = hours.to().toString();
    }

    public void saveHours() {
        Notice.of(desk.changeHours(from, to));
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }

    /** Compare Now. */
    public void begin() {
        Notice.of(
                PeerAnswer.within(PeerAnswer.ORDER_SECONDS, desk.begin()).isPresent()
                        ? OrderOutcome.done("Both servers compare now.")
                        : OrderOutcome.refused(
                                "The other server cannot be reached; only this one begins. Compare again when it is there."));
    }

    public void overwrite(String server) {
        order(server, true);
    }

    public void keep(String server) {
        order(server, false);
    }

    private void order(String server, boolean wanted) {
        reports.clear();
        OrderOutcome outcome = Member.of(server)
                .flatMap(member -> PeerAnswer.within(PeerAnswer.ORDER_SECONDS, overwriting.order(member, wanted)))
                .orElseGet(() -> OrderOutcome.refused("The server cannot be reached."));
        Notice.of(outcome);
    }

    public List<Line> getServers() {
        return Stream.of(Member.values())
                .map(member -> new Line(member, report(member)))
                .toList();
    }

    public List<Row> getFindings() {
        return Stream.of(Member.values())
                .flatMap(member -> report(member).stream()
                        .flatMap(report -> report.findings().stream())
                        .map(finding -> new Row(member, finding)))
                .sorted(Comparator.comparing((Row row) -> row.finding().at()).reversed())
                .limit(ComparisonReport.MOST_FINDINGS)
                .toList();
    }

    private Optional<ComparisonReport> report(Member member) {
        return reports.computeIfAbsent(member, asked -> PeerAnswer.within(PATIENCE_SECONDS, desk.report(asked)));
    }

    /** A server. */
    public record Line(Member member, Optional<ComparisonReport> report) {

        public String getName() {
            return member.word();
        }

        public String getOther() {
            return member.peer().word();
        }

        public boolean isOverwritten() {
            return report.map(ComparisonReport::overwritten).orElse(false);
        }

        public String getRecords() {
            return report.map(known -> said(known.records(), "%,d records, %s")).orElse("cannot be reached");
        }

        public String getAudio() {
            return report.map(known -> said(known.audio(), "%,d messages, %s")).orElse("cannot be reached");
        }

        private static String said(Optional<Round> round, String format) {
            return round.map(ended -> format.formatted(ended.count(), DateAndTime.text(ended.ended())))
                    .orElse("not since the start");
        }
    }

    /** Something that was found. */
    public record Row(Member member, ComparisonReport.Finding finding) {

        public String getAt() {
            return DateAndTime.text(finding.at());
        }

        public String getServer() {
            return member.word();
        }

        public String getWhat() {
            return finding.what();
        }
    }
}
