/**
 * The whole product on two servers, as far as it decides about data: roles, journal, replication, merge, message store, receipts,
 * salvage and lamps are the real classes; clock, wire, disks, phones, callers and owners are simulated, all from one seed.
 */
@org.jspecify.annotations.NullMarked
package org.duovox.simulation;
