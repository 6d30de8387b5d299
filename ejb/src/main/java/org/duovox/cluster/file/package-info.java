/** Keeps the server's role in a small file of its own. */
@org.jspecify.annotations.NullMarked
package org.duovox.cluster.file;
