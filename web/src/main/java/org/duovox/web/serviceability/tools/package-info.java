/** Serviceability > Tools. */
@org.jspecify.annotations.NullMarked
package org.duovox.web.serviceability.tools;
