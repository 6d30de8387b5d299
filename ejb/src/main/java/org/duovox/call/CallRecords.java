package org.duovox.call;

import org.duovox.sip.CallId;
import org.duovox.sip.DialogRecord;

/**
 * What another server needs to go on with a call whose server died: kept on both servers while the call lasts. Never blocks; a
 * record may be lost or late, and then the call cannot be taken over.
 */
public interface CallRecords {

    /** Keeps what is known now, in place of what was known before. */
    void put(DialogRecord dialog, String arrival);

    void remove(CallId call);
}
