/** Takes calls from the SIP connector and carries their conversations out. */
@org.jspecify.annotations.NullMarked
package org.duovox.call.ejb;
