/** Two real servers, real calls, real kills. */
@org.jspecify.annotations.NullMarked
package org.duovox.twoservers;
