/** Voice messaging ports: each belongs to one server, and holds one call. */
@org.jspecify.annotations.NullMarked
package org.duovox.port;
