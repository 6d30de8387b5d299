/** Sends by SMTP. */
@org.jspecify.annotations.NullMarked
package org.duovox.alert.mail;
