package org.duovox.mailbox.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import org.duovox.data.DataConnector;
import org.duovox.mailbox.Deposits;
import org.duovox.messagestore.MessageStore;
import org.duovox.messagestore.MessageStore.Recording;
import org.duovox.messagestore.MessageStore.RecordingHeader;
import org.duovox.replication.AckGate;
import org.duovox.replication.AckGate.Receipt;

/** {@link Deposits} of this server. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init")
public class DepositDesk {

    @Inject
    private MessageStore store;

    @Inject
    private DataConnector data;

    @Inject
    private AckGate gate;

    private Deposits deposits;

    @PostConstruct
    void start() {
        deposits = new Deposits(store, data, gate);
    }

    /** As {@link Deposits#depositMessage}. */
    public CompletionStage<Receipt> depositMessage(Recording recording, RecordingHeader header, boolean urgent) {
        return deposits.depositMessage(recording, header, urgent);
    }

    /** As {@link Deposits#storeGreeting}. */
    public CompletionStage<Receipt> storeGreeting(Recording recording, RecordingHeader header) {
        return deposits.storeGreeting(recording, header);
    }
}
