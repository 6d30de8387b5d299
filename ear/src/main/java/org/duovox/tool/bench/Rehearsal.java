package org.duovox.tool.bench;

import org.duovox.tool.install.Addresses;
import org.duovox.tool.install.Installation;

/** Where benchmarks run: servers and addresses of their own, beside those of the demo, and empty at the beginning. */
final class Rehearsal {

    private static final Addresses ADDRESSES = new Addresses("127.0.0.13", "127.0.0.14", "127.0.0.23");

    private Rehearsal() {}

    static Installation fresh(Installation installation) {
        Installation own = installation.addresses().equals(Addresses.STANDARD)
                ? installation.beside("bench", ADDRESSES)
                : installation.beside("bench", installation.addresses());
        own.forget();
        return own;
    }
}
