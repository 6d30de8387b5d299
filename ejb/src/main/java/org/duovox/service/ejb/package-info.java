/** Starts and stops what the services do, watches it, and carries orders to the other server. */
@org.jspecify.annotations.NullMarked
package org.duovox.service.ejb;
