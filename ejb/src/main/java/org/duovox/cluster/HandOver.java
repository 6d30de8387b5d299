package org.duovox.cluster;

import org.duovox.alarm.Alarm;

/** Why a server asks to be Primary, or offers that to its peer. */
public enum HandOver {
    NONE,
    /** The publisher is healthy again. */
    FAILBACK,
    /** An administrator said so. */
    BY_HAND,
    /** A critical service of the Primary stopped or failed. */
    FAILURE,
    /** The Primary is being shut down. */
    SHUT_DOWN;

    /** What the server that gives Primary status up for this one tells of it. */
    Alarm initiated(Member taker) {
        return switch (this) {
            case NONE, FAILURE, SHUT_DOWN -> Alarm.AutoFailoverInitiated;
            case FAILBACK -> Alarm.AutoFailbackInitiated;
            case BY_HAND -> taker == Member.PUBLISHER ? Alarm.ManualFailbackInitiated : Alarm.ManualFailoverInitiated;
        };
    }

    /** What it tells when the other did not take it. */
    Alarm failed(Member taker) {
        return switch (this) {
            case NONE, FAILURE, SHUT_DOWN -> Alarm.AutoFailoverFailed;
            case FAILBACK -> Alarm.AutoFailbackFailed;
            case BY_HAND -> taker == Member.PUBLISHER ? Alarm.ManualFailbackFailed : Alarm.ManualFailoverFailed;
        };
    }
}
