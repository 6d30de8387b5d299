/** The services of a server as things that start and stop (guide, table 3-4): what there is, who runs, and who may be changed. */
@org.jspecify.annotations.NullMarked
package org.duovox.service;
