/** Carries a maintenance out. */
@org.jspecify.annotations.NullMarked
package org.duovox.maintenance.ejb;
