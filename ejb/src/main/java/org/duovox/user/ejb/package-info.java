/** Carries out sign-in with the platform's password hash. */
@org.jspecify.annotations.NullMarked
package org.duovox.user.ejb;
