/** What holds for every page, whatever it shows. */
@org.jspecify.annotations.NullMarked
package org.duovox.web.page;
