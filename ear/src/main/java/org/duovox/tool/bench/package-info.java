/** ./duovox bench: what a call costs, how many are possible, and how long a failover takes. */
@org.jspecify.annotations.NullMarked
package org.duovox.tool.bench;
