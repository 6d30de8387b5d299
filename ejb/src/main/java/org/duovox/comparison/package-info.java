/** Compares what both servers have, and mends what differs though it was replicated. */
@NullMarked
package org.duovox.comparison;

import org.jspecify.annotations.NullMarked;
