/** Calls: whom each is for, and what carries its conversation. */
@org.jspecify.annotations.NullMarked
package org.duovox.call;
