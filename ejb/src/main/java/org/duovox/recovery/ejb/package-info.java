/** Split brain recovery as the server tells it. */
@NullMarked
package org.duovox.recovery.ejb;

import org.jspecify.annotations.NullMarked;
