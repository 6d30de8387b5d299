/** Puts what is set into force. */
@org.jspecify.annotations.NullMarked
package org.duovox.configuration.ejb;
