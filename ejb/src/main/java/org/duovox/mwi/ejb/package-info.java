/** Sends MWI while this server has the duty. */
@org.jspecify.annotations.NullMarked
package org.duovox.mwi.ejb;
