/** What a person at a terminal reads: steps, progress, and one sentence when something cannot be done. */
@org.jspecify.annotations.NullMarked
package org.duovox.tool.terminal;
