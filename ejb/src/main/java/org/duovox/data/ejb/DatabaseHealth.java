package org.duovox.data.ejb;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.duovox.cluster.AnswersInTime;
import org.duovox.cluster.ServiceHealth;
import org.duovox.data.DataConnector;
import org.jspecify.annotations.Nullable;

/** The database runs as long as it commits to stable storage. */
@ApplicationScoped
public class DatabaseHealth implements ServiceHealth {

    private static final Logger LOG = System.getLogger("org.duovox.data");

    private static final int VALID_WITHIN_SECONDS = 2;

    @Resource(lookup = "java:/jdbc/duovox")
    private DataSource database;

    private final CommitWatch commits = new CommitWatch(System.nanoTime());
    private volatile @Nullable DataConnector data;
    private final AnswersInTime answersInTime = new AnswersInTime();

    /**
     * Told by the committer's own bean. Looking for that from the role manager's thread while the server starts meets the
     * container's locks in the wrong order: the server stood still (seen).
     *
     * @param running null when the server stops: a database that is not used does not fail
     */
    void watch(@Nullable DataConnector running) {
        data = running;
    }

    @Override
    public String service() {
        return "Connection DB";
    }

    @Override
    public boolean critical() {
        return true;
    }

    @Override
    public State state() {
        return answersInTime.of(System::nanoTime, this::look);
    }

    private State look() {
        DataConnector running = data;
        return running == null ? State.OK : commits.look(System.nanoTime(), running::probe, this::answers);
    }

    /** What the role manager was told last; false also while it waits to be told. Never blocks. */
    public boolean works() {
        return answersInTime.last(System.nanoTime()) != State.FAILED;
    }

    private boolean answers() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(VALID_WITHIN_SECONDS);
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The database gives no connection", e);
            return false;
        }
    }
}
