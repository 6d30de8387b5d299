/** What a split brain left to be brought together, and what became of it: for the administrators who want to know. */
@NullMarked
package org.duovox.recovery;

import org.jspecify.annotations.NullMarked;
