/** What is set of the cluster as a whole: the page Cluster Configuration (guide, Customizing Cluster Settings). */
@NullMarked
package org.duovox.configuration;

import org.jspecify.annotations.NullMarked;
