@org.jspecify.annotations.NullMarked
package org.duovox.tool.campaign;
