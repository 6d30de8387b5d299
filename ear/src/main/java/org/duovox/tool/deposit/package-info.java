/** Calls that leave a message, and the proof that what was said is what is stored. */
@org.jspecify.annotations.NullMarked
package org.duovox.tool.deposit;
