/** Takes a server out of service so that nobody notices, and brings it back (guide, Shutting Down a Server, as one action). */
@NullMarked
package org.duovox.maintenance;

import org.jspecify.annotations.NullMarked;
