/** The consoles and the REST interface: ask the product, decide nothing. */
@org.jspecify.annotations.NullMarked
package org.duovox.web;
