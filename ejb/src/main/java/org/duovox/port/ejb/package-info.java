/** Hands out voice messaging ports, and says to phone systems whether this server takes calls. */
@org.jspecify.annotations.NullMarked
package org.duovox.port.ejb;
