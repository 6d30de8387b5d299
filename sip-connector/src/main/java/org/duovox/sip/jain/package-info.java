/** The resource adapter around the SIP stack: the only place that imports {@code javax.sip}. */
@org.jspecify.annotations.NullMarked
package org.duovox.sip.jain;
