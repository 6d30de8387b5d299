package org.duovox.cluster;

import java.io.IOException;

/** Keeps the role over a crash, apart from the database. */
public interface RoleStore {

    /** The newest role written whole, or {@link StoredRole#NEW}. */
    StoredRole read() throws IOException;

    /** Returns once the role is forced to disk. */
    void write(StoredRole role) throws IOException;
}
