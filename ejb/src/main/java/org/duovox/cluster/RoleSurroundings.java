package org.duovox.cluster;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.duovox.alarm.AlarmRaised;

/**
 * The world as the role manager needs it.
 *
 * @param announce called in order on a thread of its own; may block
 * @param alarms likewise told of every alarm, on the same thread
 * @param announcer makes that thread
 * @param saysStopped whether a failure only tells that whoever was asked stops together with the server
 * @param nanoTime monotonic
 */
public record RoleSurroundings(
        RoleStore store,
        NetworkCheck network,
        ReplicationProgress replication,
        Supplier<ServerFigures> figures,
        List<ServiceHealth> services,
        Consumer<RoleChanged> announce,
        Consumer<AlarmRaised> alarms,
        ThreadFactory announcer,
        Predicate<Throwable> saysStopped,
        LongSupplier nanoTime,
        Clock clock,
        String version) {}
