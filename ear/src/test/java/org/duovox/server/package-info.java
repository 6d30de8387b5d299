/** What needs the container: our archives in a real server, assembled by the product's own script and driven by Arquillian. */
@org.jspecify.annotations.NullMarked
package org.duovox.server;
