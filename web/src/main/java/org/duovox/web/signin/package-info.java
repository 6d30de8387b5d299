/** Who is asking: administrators by name and password, users by extension and PIN. */
@org.jspecify.annotations.NullMarked
package org.duovox.web.signin;
