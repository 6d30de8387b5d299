/** The TLS connections between the two servers: pings, and requests beside them. */
@org.jspecify.annotations.NullMarked
package org.duovox.cluster.tcp;
