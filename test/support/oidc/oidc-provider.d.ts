// The part of oidc-provider that the local server uses; the package carries no types of its own.
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  /** What a grant was asked for with, and what was answered. */
  interface GrantContext {
    readonly oidc: {
      readonly params?: Readonly<Record<string, string | undefined>>;
      readonly client?: { readonly clientId: string };
      readonly session?: { readonly accountId?: string };
      readonly provider: Provider;
    };
    readonly body?: Readonly<Record<string, unknown>>;
  }
  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: new (owner: {
      readonly clientId: string;
      readonly accountId: string;
    }) => Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
    on(event: 'grant.success', listener: (context: GrantContext) => void): this;
    on(event: 'grant.error', listener: (context: GrantContext, error: { readonly error?: string }) => void): this;
  }

  export { type GrantContext, Provider };
}
