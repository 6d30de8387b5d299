package org.duovox.web.inbox;

import jakarta.annotation.PostConstruct;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.security.Principal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.mailbox.Folder;
import org.duovox.mailbox.Messages;
import org.duovox.mailbox.VoiceMessage;
import org.duovox.mailbox.ejb.MailboxDesk;
import org.duovox.messagestore.MessageId;
import org.duovox.user.Extension;
import org.duovox.user.User;
import org.duovox.user.Users;
import org.duovox.web.page.Clicked;
import org.duovox.web.page.Notice;

/** The messages of the one who is signed in. */
@Named
@ViewScoped
public class Inbox implements Serializable {

    private static final int MOST_MESSAGES = 1000;
    private static final int PATIENCE_SECONDS = 10;
    private static final DateTimeFormatter RECEIVED =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(Locale.UK);

    @Inject
    private transient Users users;

    @Inject
    private transient Messages messages;

    @Inject
    private transient MailboxDesk desk;

    private String folder = Folder.NEW.name();
    private List<Line> lines = List.of();

    /** Reads the folder; what it shows stays until the next look, so that a page and its clicks mean the same rows. */
    @PostConstruct
    public void look() {
        lines = owner().map(owner -> messages.in(owner.id(), Folder.valueOf(folder), MOST_MESSAGES).stream()
                        .map(Inbox::line)
                        .toList())
                .orElse(List.of());
    }

    public String getFolder() {
        return folder;
    }

    public void setFolder(String folder) {
        this.folder = Folder.valueOf(folder).name();
    }

    public String getExtension() {
        Principal principal =
                FacesContext.getCurrentInstance().getExternalContext().getUserPrincipal();
        return principal == null ? "" : principal.getName();
    }

    public String getOwnerName() {
        String extension = getExtension();
        return owner().map(User::displayName).filter(name -> !name.isBlank()).orElse(extension);
    }

    /** A message as a row of the table. */
    public record Line(String id, String caller, String received, String length, List<String> marks, boolean heard)
            implements Serializable {

        public Line {
            marks = List.copyOf(marks);
        }

        public String getId() {
            return id;
        }

        public String getCaller() {
            return caller;
        }

        public String getReceived() {
            return received;
        }

        public String getLength() {
            return length;
        }

        public List<String> getMarks() {
            return marks;
        }

        public boolean isHeard() {
            return heard;
        }
    }

    public List<Line> getMessages() {
        return lines;
    }

    public void markHeard() {
        change((owner, message) -> desk.markHeard(owner.id(), message, true));
    }

    public void markUnheard() {
        change((owner, message) -> desk.markHeard(owner.id(), message, false));
    }

    public void save() {
        change((owner, message) -> desk.move(owner.id(), message, Folder.SAVED, true));
    }

    public void delete() {
        change((owner, message) -> desk.delete(owner.id(), message));
    }

    public void undelete() {
        change((owner, message) -> desk.undelete(owner.id(), message));
    }

    private interface Change {
        CompletionStage<Boolean> of(User owner, MessageId message);
    }

    /** The click says which message is meant; a row of the table might hold another one by now. */
    private void change(Change change) {
        String id = Clicked.parameter("message");
        boolean done = false;
        Optional<User> owner = owner();
        if (owner.isPresent()) {
            try {
                done = change.of(owner.get(), new MessageId(id))
                        .toCompletableFuture()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException | IllegalArgumentException e) {
                done = false;
            }
        }
        if (!done) {
            Notice.error("The change was not stored. Try again.");
        }
        look();
    }

    private Optional<User> owner() {
        return Extension.of(getExtension()).flatMap(users::withExtension);
    }

    private static Line line(VoiceMessage message) {
        long seconds = message.length().toSeconds();
        List<String> marks = new ArrayList<>();
        if (message.urgent()) {
            marks.add("urgent");
        }
        if (message.interrupted()) {
            marks.add("cut short");
        }
        if (message.singleCopy()) {
            marks.add("single copy");
        }
        String caller = message.callingName().isEmpty()
                ? message.callingNumber()
                : message.callingName() + " (" + message.callingNumber() + ")";
        return new Line(
                message.id().value(),
                caller.isEmpty() ? "number withheld" : caller,
                RECEIVED.format(message.received().atZone(ZoneId.systemDefault())),
                "%d:%02d".formatted(seconds / 60, seconds % 60),
                marks,
                message.heard());
    }
}
