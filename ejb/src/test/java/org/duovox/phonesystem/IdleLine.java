package org.duovox.phonesystem;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.duovox.sip.MwiNotice;
import org.duovox.sip.SipLine;
import org.duovox.sip.SipTransport;

/** A line without calls, at whose other end all is answered with 200. */
public class IdleLine implements SipLine {

    @Override
    public CompletionStage<Integer> notifyMessageWaiting(MwiNotice notice) {
        return CompletableFuture.completedFuture(200);
    }

    @Override
    public CompletionStage<Integer> probe(InetSocketAddress phoneSystem, SipTransport transport) {
        return CompletableFuture.completedFuture(200);
    }

    @Override
    public void takeCalls(boolean taking) {}

    @Override
    public boolean isListening() {
        return true;
    }

    @Override
    public void hangUpAll() {}

    @Override
    public void runMedia(boolean wanted) {}

    @Override
    public boolean isMediaInTime() {
        return true;
    }

    @Override
    public int callsInProgress() {
        return 0;
    }
}
