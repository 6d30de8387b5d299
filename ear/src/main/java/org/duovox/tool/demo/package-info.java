/** ./duovox demo: the story of a call that outlives its server, told in front of the reader. */
@org.jspecify.annotations.NullMarked
package org.duovox.tool.demo;
