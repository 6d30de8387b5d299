/** Changes of the configuration: what may be created, and what must be unique. */
@org.jspecify.annotations.NullMarked
package org.duovox.administration;
