/** Administration > System Settings. */
@org.jspecify.annotations.NullMarked
package org.duovox.web.administration.systemsettings;
