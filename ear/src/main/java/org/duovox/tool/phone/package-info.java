/** A telephone and a phone system of our own: SIP over UDP and RTP in plain Java, independent of the SIP connector. */
@org.jspecify.annotations.NullMarked
package org.duovox.tool.phone;
