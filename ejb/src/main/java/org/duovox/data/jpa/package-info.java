/** The records and the journal in a relational database. */
@org.jspecify.annotations.NullMarked
package org.duovox.data.jpa;
