/** Messages as browsers and other programs play them. */
@org.jspecify.annotations.NullMarked
package org.duovox.web.audio;
