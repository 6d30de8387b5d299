/** What operators are told: the alarms of both servers, kept on both, and the mails about them. */
@NullMarked
package org.duovox.alert;

import org.jspecify.annotations.NullMarked;
