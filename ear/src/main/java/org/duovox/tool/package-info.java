/** The front door's Java half: the commands of ./duovox. Nothing but the JDK. */
@org.jspecify.annotations.NullMarked
package org.duovox.tool;
