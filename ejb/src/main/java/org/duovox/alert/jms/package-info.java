/** Publishes on the broker of this server. */
@org.jspecify.annotations.NullMarked
package org.duovox.alert.jms;
