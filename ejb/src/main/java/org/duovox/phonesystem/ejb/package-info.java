/** Asks phone systems whether this server can be reached. */
@org.jspecify.annotations.NullMarked
package org.duovox.phonesystem.ejb;
