/**
 * The face of the SIP connector: calls offered to an endpoint, what may be done with a call, and messages out. Nothing
 * here or outside the connector knows the SIP stack.
 */
@org.jspecify.annotations.NullMarked
package org.duovox.sip;
