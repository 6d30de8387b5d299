/** Administrators out of the database. */
@org.jspecify.annotations.NullMarked
package org.duovox.administration.jpa;
