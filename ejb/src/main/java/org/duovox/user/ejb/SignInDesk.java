package org.duovox.user.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duovox.cluster.Member;
import org.duovox.cluster.ServerRole;
import org.duovox.data.Change;
import org.duovox.data.DataConnector;
import org.duovox.data.EntityType;
import org.duovox.data.Records;
import org.duovox.data.Row;
import org.duovox.data.UserFields;
import org.duovox.data.WriteCommand.Written;
import org.duovox.user.Extension;
import org.duovox.user.Pin;
import org.duovox.user.PinCheck;
import org.duovox.user.SignIn;
import org.duovox.user.SignInRules;
import org.duovox.user.User;
import org.duovox.user.UserId;
import org.duovox.user.Users;

/** Checks PINs against the platform's PBKDF2 hashes and counts the wrong ones. */
@Singleton
@Local(SignIn.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SignInDesk implements SignIn {

    /** A count that takes longer to store than this is given up; the sign-in then fails. */
    private static final int STORE_SECONDS = 5;

    private final Clock clock = Clock.systemUTC();
    private final SignInRules rules = SignInRules.STANDARD;

    @Inject
    private Users users;

    @Inject
    private DataConnector data;

    @Inject
    private ServerRole role;

    @Inject
    private Pbkdf2PasswordHash passwordHash;

    private String hashOfNobody = "";

    /** What an unknown extension is checked against, so that it takes as long as a known one. */
    @PostConstruct
    void hashNobodysPin() {
        // 2,048 rounds: about 1 ms of CPU, with five guesses allowed; strong enough against guessing on the phone.
        passwordHash.initialize(Map.of("Pbkdf2PasswordHash.Iterations", "2048"));
        hashOfNobody = passwordHash.generate("nobody".toCharArray());
    }

    @Override
    public PinCheck check(Extension extension, Pin pin) {
        Optional<User> found =
                users.withExtension(extension).filter(user -> !user.pinHash().isEmpty());
        if (found.isPresent() && rules.isLocked(found.get(), clock.instant())) {
            return new PinCheck.LockedOut();
        }
        String stored = found.map(User::pinHash).orElse(hashOfNobody);
        boolean right = passwordHash.verify(pin.digits().toCharArray(), stored);
        if (found.isEmpty()) {
            return new PinCheck.Wrong();
        }
        User user = found.get();
        if (right && user.wrongPins() == 0) {
            return new PinCheck.Right(user);
        }
        return store(right ? this::forgetWrongPins : this::countWrongPin, user, right);
    }

    @Override
    public boolean changePin(UserId user, Pin pin) {
        Change change = new Change(EntityType.USER, user.value(), Map.of(UserFields.PIN_HASH, hash(pin)));
        try {
            return data.<Boolean>write(records -> new Written<>(true, List.of(change)))
                    .toCompletableFuture()
                    .get(STORE_SECONDS, TimeUnit.SECONDS)
                    .result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public String hash(Pin pin) {
        return passwordHash.generate(pin.digits().toCharArray());
    }

    private interface Count {
        Written<Boolean> in(Records records, User user);
    }

    private PinCheck store(Count count, User user, boolean right) {
        try {
            boolean locked = data.<Boolean>write(records -> count.in(records, user))
                    .toCompletableFuture()
                    .get(STORE_SECONDS, TimeUnit.SECONDS)
                    .result();
            if (locked) {
                return new PinCheck.LockedOut();
            }
            return right ? new PinCheck.Right(user) : new PinCheck.Wrong();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PinCheck.Wrong();
        } catch (ExecutionException | TimeoutException e) {
            // A guess that cannot be counted is not answered: else a broken disk would give free guesses.
            return new PinCheck.LockedOut();
        }
    }

    /** Another thread may have locked the user out since we looked; that lock stays. */
    private Written<Boolean> forgetWrongPins(Records records, User user) {
        Optional<Row> row = records.find(EntityType.USER, user.id().value());
        if (row.isEmpty()) {
            return new Written<>(true, List.of());
        }
        if (row.get().getLong(UserFields.LOCKED_UNTIL) > clock.millis()) {
            return new Written<>(true, List.of());
        }
        return new Written<>(
                false,
                List.of(new Change(
                        EntityType.USER,
                        user.id().value(),
                        Map.of(
                                UserFields.wrongPins(Member.PUBLISHER),
                                "0",
                                UserFields.wrongPins(Member.SUBSCRIBER),
                                "0"))));
    }

    private Written<Boolean> countWrongPin(Records records, User user) {
        Optional<Row> row = records.find(EntityType.USER, user.id().value());
        if (row.isEmpty()) {
            return new Written<>(false, List.of());
        }
        String ours = UserFields.wrongPins(role.self());
        String theirs = UserFields.wrongPins(role.self().peer());
        long count = row.get().getLong(ours) + 1;
        if (!rules.locksAt((int) Math.min(1_000_000, count + row.get().getLong(theirs)))) {
            return new Written<>(
                    false, List.of(new Change(EntityType.USER, user.id().value(), Map.of(ours, Long.toString(count)))));
        }
        // The lock takes the place of the count; after it the guesses start anew.
        String until = Long.toString(clock.millis() + rules.lockTime().toMillis());
        return new Written<>(
                true,
                List.of(new Change(
                        EntityType.USER,
                        user.id().value(),
                        Map.of(ours, "0", theirs, "0", UserFields.LOCKED_UNTIL, until))));
    }
}
