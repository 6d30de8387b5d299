/** Administration > System Settings > Advanced. */
@org.jspecify.annotations.NullMarked
package org.duovox.web.administration.systemsettings.advanced;
