package org.duovox.data.ejb;

import org.duovox.data.ServerClocks;

/** The clocks of the machine. */
final class SystemClocks implements ServerClocks {

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long monotonicMillis() {
        return System.nanoTime() / 1_000_000;
    }
}
