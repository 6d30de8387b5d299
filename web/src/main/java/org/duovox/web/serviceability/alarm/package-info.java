/** Serviceability > Alarm. */
@org.jspecify.annotations.NullMarked
package org.duovox.web.serviceability.alarm;
