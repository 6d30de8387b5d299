/** The replicated records of the product, and the one way to change them: the data connector. */
@org.jspecify.annotations.NullMarked
package org.duovox.data;
