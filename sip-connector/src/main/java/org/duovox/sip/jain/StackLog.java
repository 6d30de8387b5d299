package org.duovox.sip.jain;

import gov.nist.core.StackLogger;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Gives what the stack has to say to the server's log. The stack creates it by name and needs it, for without a logger of ours
 * it wants log4j. Strangers cause what it says, so it is shortened, and debugging output is never built.
 */
public final class StackLog implements StackLogger {

    private static final Logger LOG = System.getLogger("org.duovox.sip.stack");

    /** A raw message of 16 KB, printed as numbers, would be 80 KB of log. */
    private static final int MAX_LENGTH = 300;

    /** Called by the stack. */
    public StackLog() {}

    private static void log(Level level, String message, @Nullable Throwable cause) {
        if (LOG.isLoggable(level)) {
            String shortened = message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) + "..." : message;
            LOG.log(level, shortened + (cause == null ? "" : ": " + cause));
        }
    }

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int traceLevel) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logException(Throwable ex) {
        log(Level.DEBUG, "the SIP stack met", ex);
    }

    @Override
    public void logDebug(String message) {}

    @Override
    public void logDebug(String message, Exception ex) {}

    @Override
    public void logTrace(String message) {}

    @Override
    public void logFatalError(String message) {
        log(Level.ERROR, message, null);
    }

    /** What the stack calls an error is mostly a bad message from somebody. */
    @Override
    public void logError(String message) {
        log(Level.DEBUG, message, null);
    }

    @Override
    public void logError(String message, Exception ex) {
        log(Level.DEBUG, message, ex);
    }

    @Override
    public void logWarning(String message) {
        log(Level.DEBUG, message, null);
    }

    @Override
    public void logInfo(String message) {
        log(Level.DEBUG, message, null);
    }

    @Override
    public boolean isLoggingEnabled() {
        return true;
    }

    @Override
    public boolean isLoggingEnabled(int logLevel) {
        return logLevel <= TRACE_FATAL || (logLevel <= TRACE_ERROR && LOG.isLoggable(Level.DEBUG));
    }

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String buildTimeStamp) {}

    @Override
    public void setStackProperties(Properties stackProperties) {}

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }
}
