/** Users, their extensions and PINs. */
@org.jspecify.annotations.NullMarked
package org.duovox.user;
