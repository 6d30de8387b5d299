/** The console in a real browser, on two real servers. */
@org.jspecify.annotations.NullMarked
package org.duovox.browser;
