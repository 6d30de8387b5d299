package org.duovox.sip;

/** One hop of a forwarded call: whose phone was tried, and why the call went on. */
public record Redirection(String redirectingNumber, ForwardReason reason) {}
