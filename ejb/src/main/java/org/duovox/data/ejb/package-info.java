/** The committer as the server runs it, and the schema's migration before anything else. */
@org.jspecify.annotations.NullMarked
package org.duovox.data.ejb;
