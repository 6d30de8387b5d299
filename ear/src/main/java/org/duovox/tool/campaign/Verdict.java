package org.duovox.tool.campaign;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duovox.tool.deposit.Deposit;
import org.duovox.tool.deposit.DepositCheck;
import org.duovox.tool.install.Member;
import org.duovox.tool.install.Pair;
import org.duovox.tool.phone.Notice;
import org.duovox.tool.rest.StoredMessage;

/**
 * What the history and the final stores say.
 *
 * @param lost receipts whose message is not there, or lacks words
 * @param duplicated receipts with several messages
 * @param differing messages that are not the same on both servers, or hold what nobody said
 * @param forgotten answers to owners that are not true any more
 * @param lamps phones that were last told something else than what their mailboxes hold
 */
record Verdict(
        Counts counts,
        List<String> lost,
        List<String> duplicated,
        List<String> differing,
        List<String> forgotten,
        List<String> lamps) {

    private static final Pattern SUMMARY = Pattern.compile("(?i)Voice-Message:\\s*(\\d+/\\d+)");

    record Counts(long offered, long answered, long refused, long receipts, long stored, long steps) {}

    /** @param notices all that phones were sent */
    static Verdict of(History history, Pair pair, List<Notice> notices) {
        List<Deposit> deposits =
                history.deposits().stream().map(each -> each.join()).toList();
        Map<String, Deposit> byCaller = new HashMap<>();
        deposits.forEach(deposit -> byCaller.put(deposit.calling(), deposit));
        Map<Member, List<StoredMessage>> stored = new EnumMap<>(Member.class);
        for (Member member : Member.values()) {
            stored.put(member, pair.server(member).administration().messages());
        }
        List<StoredMessage> onPublisher = stored.getOrDefault(Member.PUBLISHER, List.of());
        Map<String, List<Step>> steps = history.steps();
        Verdict verdict = new Verdict(
                new Counts(
                        deposits.size(),
                        deposits.stream().filter(Deposit::isAnswered).count(),
                        deposits.stream().filter(Deposit::isRefused).count(),
                        deposits.stream().filter(Deposit::hasReceipt).count(),
                        onPublisher.size(),
                        steps.values().stream().mapToLong(List::size).sum()),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        stored.forEach((member, messages) -> verdict.look(member.word(), messages, byCaller, steps));
        String difference = pair.difference();
        if (!difference.isEmpty()) {
            verdict.differing().add(difference);
        }
        verdict.look(notices, onPublisher);
        return verdict;
    }

    private void look(
            String server, List<StoredMessage> stored, Map<String, Deposit> deposits, Map<String, List<Step>> steps) {
        Map<String, List<StoredMessage>> byCaller = new HashMap<>();
        for (StoredMessage message : stored) {
            byCaller.computeIfAbsent(message.callingNumber(), number -> new ArrayList<>())
                    .add(message);
            Deposit deposit = deposits.get(message.callingNumber());
            if (deposit == null || !message.isWhole() || DepositCheck.position(deposit.sent(), message) < 0) {
                differing.add("on the " + server + ": " + message + " is not what its caller said");
            }
            Set<Step.State> possible = Step.possible(steps.getOrDefault(message.callingNumber(), List.of()));
            Step.State state = new Step.State(message.folder(), message.marks().heard());
            if (!possible.contains(state)) {
                forgotten.add("on the " + server + ": " + message.id() + " is " + state + " after "
                        + steps.get(message.callingNumber()));
            }
        }
        for (Deposit deposit : deposits.values()) {
            List<StoredMessage> its = byCaller.getOrDefault(deposit.calling(), List.of());
            if (its.size() > 1) {
                duplicated.add("on the " + server + ": " + deposit.calling() + " has " + its);
            } else if (deposit.hasReceipt()) {
                String complaint = DepositCheck.complaint(deposit, its);
                if (!complaint.isEmpty()) {
                    lost.add("on the " + server + ": " + complaint);
                }
            }
        }
    }

    /** The last message summary (RFC 3842) of each phone. */
    private void look(List<Notice> notices, List<StoredMessage> stored) {
        Map<String, String> shown = new HashMap<>();
        for (Notice notice : notices) {
            Matcher summary = SUMMARY.matcher(notice.body());
            if (summary.find()) {
                shown.put(notice.extension(), summary.group(1));
            }
        }
        stored.stream().map(StoredMessage::mailbox).distinct().forEach(mailbox -> {
            List<StoredMessage> there = stored.stream()
                    .filter(message -> message.mailbox().equals(mailbox)
                            && !message.folder().equals("DELETED"))
                    .toList();
            long heard =
                    there.stream().filter(message -> message.marks().heard()).count();
            String wanted = (there.size() - heard) + "/" + heard;
            String last = shown.getOrDefault(mailbox, "nothing");
            if (!last.equals(wanted)) {
                lamps.add("the phone of " + mailbox + " was told " + last + ", not " + wanted);
            }
        });
    }

    boolean isGood() {
        return complaints().isEmpty();
    }

    List<String> complaints() {
        List<String> all = new ArrayList<>();
        lost.forEach(each -> all.add("LOST " + each));
        duplicated.forEach(each -> all.add("DUPLICATED " + each));
        differing.forEach(each -> all.add("DIFFERING " + each));
        forgotten.forEach(each -> all.add("FORGOTTEN " + each));
        lamps.forEach(each -> all.add("LAMP " + each));
        return all;
    }
}
