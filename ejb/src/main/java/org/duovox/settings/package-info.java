/** What administrators set, kept by both servers: named values, each with a type and a standard. */
@NullMarked
package org.duovox.settings;

import org.jspecify.annotations.NullMarked;
