/** The replicated caches as the carrier. */
@org.jspecify.annotations.NullMarked
package org.duovox.replication.infinispan;
