/** Carries configuration changes out, here or on the server that publishes the database. */
@org.jspecify.annotations.NullMarked
package org.duovox.administration.ejb;
