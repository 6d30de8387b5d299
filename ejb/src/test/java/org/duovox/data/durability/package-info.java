/** What the embedded database promises, tried: see RATIONALE.md, "The embedded database". */
@org.jspecify.annotations.NullMarked
package org.duovox.data.durability;
