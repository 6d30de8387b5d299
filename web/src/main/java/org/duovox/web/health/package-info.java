/** What load balancers ask. */
@org.jspecify.annotations.NullMarked
package org.duovox.web.health;
