package org.duovox.call.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.ZoneId;
import org.duovox.call.CallRecords;
import org.duovox.mailbox.Messages;
import org.duovox.mailbox.ejb.DepositDesk;
import org.duovox.mailbox.ejb.MailboxDesk;
import org.duovox.messagestore.MessageStore;
import org.duovox.prompt.PromptLibrary;
import org.duovox.user.SignIn;

/** What the conversations of calls need, in one place. */
@ApplicationScoped
public class CallServices {

    @Inject
    private MessageStore store;

    @Inject
    private Messages messages;

    @Inject
    private MailboxDesk mailboxes;

    @Inject
    private DepositDesk deposits;

    @Inject
    private SignIn signIn;

    @Inject
    private CallRecords calls;

    private final PromptLibrary prompts = new PromptLibrary();
    private final Clock clock = Clock.system(ZoneId.systemDefault());

    MessageStore store() {
        return store;
    }

    Messages messages() {
        return messages;
    }

    MailboxDesk mailboxes() {
        return mailboxes;
    }

    DepositDesk deposits() {
        return deposits;
    }

    SignIn signIn() {
        return signIn;
    }

    CallRecords calls() {
        return calls;
    }

    PromptLibrary prompts() {
        return prompts;
    }

    Clock clock() {
        return clock;
    }
}
