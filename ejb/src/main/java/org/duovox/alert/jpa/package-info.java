/** Alarms out of the database. */
@org.jspecify.annotations.NullMarked
package org.duovox.alert.jpa;
