/** Settings as the server's beans use and change them. */
@org.jspecify.annotations.NullMarked
package org.duovox.settings.ejb;
