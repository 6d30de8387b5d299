package org.duovox.administration.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duovox.administration.Administrator;
import org.duovox.administration.Administrators;
import org.duovox.administration.GuessLimit;
import org.duovox.data.AdministratorFields;
import org.duovox.data.Change;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.WriteCommand.Written;

/** Checks administrators' passwords, and makes the first administrator when a cluster is installed. */
@Singleton
@Startup
@DependsOn("ReplicationService")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AdministratorSignIn {

    private static final System.Logger LOG = System.getLogger(AdministratorSignIn.class.getName());

    /** The installer's file: one line, name:password. */
    private static final String FIRST_ADMINISTRATOR = "duovox.administrator.file";

    /** The same on both servers, so that they make one administrator and not two. */
    private static final String FIRST_ID = "first-administrator";

    @Inject
    private Administrators administrators;

    @Inject
    private DataConnector data;

    @Inject
    private Pbkdf2PasswordHash passwordHash;

    private final GuessLimit guesses = new GuessLimit();
    private String hashOfNobody = "";

    @PostConstruct
    void makeTheFirstOne() {
        passwordHash.initialize(Map.of("Pbkdf2PasswordHash.Iterations", "2048"));
        hashOfNobody = passwordHash.generate("nobody".toCharArray());
        String file = System.getProperty(FIRST_ADMINISTRATOR, "");
        if (file.isEmpty() || !administrators.isEmpty()) {
            return;
        }
        try {
            String[] parts = Files.readString(Path.of(file)).strip().split(":", 2);
            if (parts.length != 2 || parts[0].isEmpty() || parts[1].length() < 8) {
                throw new IOException("it holds no name:password line with a password of 8 characters or more");
            }
            Change change = new Change(
                    EntityType.ADMINISTRATOR,
                    FIRST_ID,
                    Map.of(
                            AdministratorFields.NAME,
                            parts[0],
                            AdministratorFields.PASSWORD_HASH,
                            passwordHash.generate(parts[1].toCharArray())));
            // Not waited for: the committer's beans do not run before all beans have started.
            data.<Boolean>write(records ->
                            records.find(EntityType.ADMINISTRATOR, FIRST_ID).isPresent()
                                    ? new Written<>(false, List.of())
                                    : new Written<>(true, List.of(change)))
                    .whenComplete((made, failure) -> {
                        if (failure != null) {
                            LOG.log(System.Logger.Level.ERROR, "The first administrator could not be stored.", failure);
                        }
                    });
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "The first administrator was not made from " + file + ".", e);
        }
    }

    public boolean check(String name, String password) {
        if (!guesses.isAllowed(System.nanoTime())) {
            return false;
        }
        Optional<Administrator> found = administrators.withName(name);
        boolean right = passwordHash.verify(
                password.toCharArray(), found.map(Administrator::passwordHash).orElse(hashOfNobody));
        if (right && found.isPresent()) {
            return true;
        }
        guesses.wrong(System.nanoTime());
        return false;
    }
}
