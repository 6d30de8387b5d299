/** Message waiting: what each lamp should say, and what it was last told. */
@org.jspecify.annotations.NullMarked
package org.duovox.mwi;
