/** Settings out of the database. */
@org.jspecify.annotations.NullMarked
package org.duovox.settings.jpa;
