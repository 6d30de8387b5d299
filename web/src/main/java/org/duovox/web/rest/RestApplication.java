package org.duovox.web.rest;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.duovox.web.signin.Roles;

/** Everything below /rest. Who may call what is in web.xml and beside each resource. */
@ApplicationPath("/rest")
@DeclareRoles({Roles.ADMINISTRATOR, Roles.USER})
public class RestApplication extends Application {}
