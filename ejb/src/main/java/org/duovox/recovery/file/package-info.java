/** What is kept of recoveries, in files. */
@NullMarked
package org.duovox.recovery.file;

import org.jspecify.annotations.NullMarked;
