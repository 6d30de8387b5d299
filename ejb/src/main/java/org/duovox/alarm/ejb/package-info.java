/** Raises alarms of whoever is not the role manager. */
@org.jspecify.annotations.NullMarked
package org.duovox.alarm.ejb;
