/** Phone systems out of the database. */
@org.jspecify.annotations.NullMarked
package org.duovox.phonesystem.jpa;
