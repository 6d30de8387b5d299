/** The two servers of a state directory: where they are, and starting and ending their processes. */
@org.jspecify.annotations.NullMarked
package org.duovox.tool.install;
