export interface HttpRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpReply {
  readonly response: Response;
  /** The provider's own clock, from its `Date` header (epoch ms); absent when it sent none. */
  readonly serverAt?: number;
  /** How long it asks to wait (`Retry-After`, RFC 9110 section 10.2.3), ms, at most a day; absent when it did not. */
  readonly retryAfterMs?: number;
}

/**
 * Network calls. Never follows a redirect, sends no cookies, ends within 20 s, reads at most 1 MiB.
 * The reply's body is whole. Throws DockpassError: offline, timed-out, provider-down, bad-reply (a redirect, too large,
 * broken off), certificate, proxy-auth.
 */
export interface Http {
  readonly send: (request: HttpRequest) => Promise<HttpReply>;
}
