/** Threads that look again and again whether there is something to do. */
@NullMarked
package org.duovox.upkeep;

import org.jspecify.annotations.NullMarked;
