package org.duovox.web.page;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import org.duovox.administration.AdministrationResult;
import org.duovox.cluster.OrderOutcome;

/** Tells whoever sits at the page, where the page has its messages. */
public final class Notice {

    private Notice() {}

    /** What became of a change. */
    public static void of(AdministrationResult result) {
        add(result.done() ? FacesMessage.SEVERITY_INFO : FacesMessage.SEVERITY_ERROR, result.sentence());
    }

    /** What became of an order. */
    public static void of(OrderOutcome outcome) {
        add(outcome.done() ? FacesMessage.SEVERITY_INFO : FacesMessage.SEVERITY_ERROR, outcome.sentence());
    }

    /** Something that cannot be done. */
    public static void error(String sentence) {
        add(FacesMessage.SEVERITY_ERROR, sentence);
    }

    private static void add(FacesMessage.Severity severity, String sentence) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, sentence, null));
    }
}
