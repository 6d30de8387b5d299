/** What another server needs to go on with a call, in a replicated cache. */
@org.jspecify.annotations.NullMarked
package org.duovox.call.infinispan;
