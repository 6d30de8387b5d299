/** How what one server wrote reaches the other: stamps, positions, lanes, acknowledgement. */
@org.jspecify.annotations.NullMarked
package org.duovox.replication;
