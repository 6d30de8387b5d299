/** The comparison of both servers' data in the server. */
@NullMarked
package org.duovox.comparison.ejb;

import org.jspecify.annotations.NullMarked;
