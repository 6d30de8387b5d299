package org.duovox.web.page;

import jakarta.faces.context.FacesContext;

/** What the request of a page says besides its fields, such as which row of a table was meant. */
public final class Clicked {

    private Clicked() {}

    /** The parameter of that name; "" if there is none. */
    public static String parameter(String name) {
        return FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault(name, "");
    }
}
