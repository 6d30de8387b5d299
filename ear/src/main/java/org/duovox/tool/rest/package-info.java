/** The servers' REST interface as the tool uses it. */
@org.jspecify.annotations.NullMarked
package org.duovox.tool.rest;
