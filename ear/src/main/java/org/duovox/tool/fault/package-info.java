/** Real failures, made on purpose: processes killed and stopped, links cut, disks that take nothing more. */
@org.jspecify.annotations.NullMarked
package org.duovox.tool.fault;
