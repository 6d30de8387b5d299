/** The published alarms: what can be raised, how grave it is, and what to do then. */
@NullMarked
package org.duovox.alarm;

import org.jspecify.annotations.NullMarked;
