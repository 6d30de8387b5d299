/** Carries the role out in the server: settings, threads, events, injection. */
@org.jspecify.annotations.NullMarked
package org.duovox.cluster.ejb;
