/** The REST interface: JSON over HTTPS, Basic authentication, no state changed by GET. */
@org.jspecify.annotations.NullMarked
package org.duovox.web.rest;
