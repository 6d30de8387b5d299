package org.duovox.web.rest;

import org.duovox.cluster.Member;
import org.duovox.cluster.ServerStatus;

/** A server's state by the field's names and numbers (product-facts.md, 2.2); the prefix tells publisher from subscriber. */
enum ServerState {
    PRI_INIT(0, "Pri_Init"),
    PRI_ACTIVE(1, "Pri_Active"),
    PRI_ACT_SECONDARY(2, "Pri_Act_Secondary"),
    PRI_IDLE(3, "Pri_Idle"),
    PRI_SBR(6, "Pri_SBR"),
    SEC_INIT(7, "Sec_Init"),
    SEC_ACTIVE(8, "Sec_Active"),
    SEC_ACT_PRIMARY(9, "Sec_Act_Primary"),
    SEC_IDLE(10, "Sec_Idle"),
    SEC_SBR(13, "Sec_SBR"),
    DB_SYNC(14, "Db_Sync"),
    UNDEFINED(16, "Undefined"),
    PRI_ACTIVE_DISCONNECTED(17, "Pri_Active_Disconnected"),
    SEC_ACT_PRIMARY_DISCONNECTED(21, "Sec_Act_Primary_Disconnected");

    private final int code;
    private final String title;

    ServerState(int code, String title) {
        this.code = code;
        this.title = title;
    }

    int code() {
        return code;
    }

    String title() {
        return title;
    }

    static ServerState of(Member member, ServerStatus status, ServerStatus peers) {
        boolean publisher = member == Member.PUBLISHER;
        boolean apart = peers == ServerStatus.NOT_FUNCTIONING;
        return switch (status) {
            case PRIMARY ->
                publisher
                        ? (apart ? PRI_ACTIVE_DISCONNECTED : PRI_ACTIVE)
                        : (apart ? SEC_ACT_PRIMARY_DISCONNECTED : SEC_ACT_PRIMARY);
            case SECONDARY -> publisher ? PRI_ACT_SECONDARY : SEC_ACTIVE;
            case DEACTIVATED -> publisher ? PRI_IDLE : SEC_IDLE;
            case STARTING -> publisher ? PRI_INIT : SEC_INIT;
            case REPLICATING_DATA -> DB_SYNC;
            case SPLIT_BRAIN_RECOVERY -> publisher ? PRI_SBR : SEC_SBR;
            case NOT_FUNCTIONING -> UNDEFINED;
        };
    }

    /** What a display shows for a status: the field's number. */
    static int displayCode(ServerStatus status) {
        return switch (status) {
            case NOT_FUNCTIONING -> 1;
            case STARTING -> 2;
            case PRIMARY -> 3;
            case SECONDARY -> 4;
            case DEACTIVATED -> 5;
            case REPLICATING_DATA -> 6;
            case SPLIT_BRAIN_RECOVERY -> 7;
        };
    }

    /** What a display shows for a status: the field's name. */
    static String displayName(ServerStatus status) {
        return switch (status) {
            case NOT_FUNCTIONING -> "DOWN";
            case STARTING -> "INITIALIZING";
            case PRIMARY -> "PRIMARY";
            case SECONDARY -> "SECONDARY";
            case DEACTIVATED -> "IDLE";
            case REPLICATING_DATA -> "IN_DB_SYNC";
            case SPLIT_BRAIN_RECOVERY -> "IN_SBR";
        };
    }
}
