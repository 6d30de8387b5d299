/** Replication as the server runs it: its threads, and the peer's pulls. */
@org.jspecify.annotations.NullMarked
package org.duovox.replication.ejb;
