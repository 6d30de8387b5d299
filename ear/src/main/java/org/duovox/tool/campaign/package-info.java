/** ./duovox faults: two real servers under load and under faults, and a checker that knows only what the clients were told. */
@org.jspecify.annotations.NullMarked
package org.duovox.tool.campaign;
