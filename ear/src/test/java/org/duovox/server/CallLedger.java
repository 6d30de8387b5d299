package org.duovox.server;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.duovox.sip.CallEvent;
import org.duovox.sip.SipLine;

/** The rest of the application that answers: what a call needs to be written down before it is over. */
@Startup
@Singleton
public class CallLedger {

    private static final Logger LOG = System.getLogger(CallLedger.class.getName());

    @Resource(lookup = SipLine.JNDI_NAME)
    SipLine line;

    @Resource(lookup = "java:/jdbc/duovox")
    DataSource database;

    @PostConstruct
    void open() {
        line.takeCalls(true);
    }

    /** Fails when the server has taken the bean, its transaction or its database away. */
    @Lock(LockType.READ)
    public void note(CallEvent event) {
        try (Connection connection = database.getConnection()) {
            LOG.log(Level.INFO, "noted {0}, the database being {1}", event, connection.isValid(1) ? "there" : "gone");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @PreDestroy
    void close() {
        LOG.log(Level.INFO, "the ledger is closed");
    }
}
