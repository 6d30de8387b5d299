/** Keeps alarms and has mails about them sent. */
@org.jspecify.annotations.NullMarked
package org.duovox.alert.ejb;
