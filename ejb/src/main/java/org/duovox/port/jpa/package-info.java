/** Voice ports out of the database. */
@org.jspecify.annotations.NullMarked
package org.duovox.port.jpa;
