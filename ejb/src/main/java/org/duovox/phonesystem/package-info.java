/** Phone systems and their port groups. */
@org.jspecify.annotations.NullMarked
package org.duovox.phonesystem;
