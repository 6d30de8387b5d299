/** Who the servers are, which status each has, which duties a status has, and how the two talk. */
@org.jspecify.annotations.NullMarked
package org.duovox.cluster;
