import type { CopyFormat, FieldView } from '../../preload/contract.ts';
import type { Organization } from './account-record.ts';
import type { Http } from './ports.ts';
import type { ExpectedRedirect } from './redirect.ts';
import type { Secret } from './secret.ts';
import type { TokenSet } from './tokens.ts';

/** One environment of a provider: its origins by role. `origin` of an endpoint is looked up here, its path stays. */
export interface Environment {
  readonly id: string;
  readonly label: string;
  readonly origin: string;
  readonly preselected?: boolean;
}

/** What a person filled in, checked: plain values apart from secrets. */
export interface Filled {
  readonly environment: Environment;
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, Secret>>;
}

/** The world a provider function may use: the network and the time, nothing else. */
export interface ProviderPorts {
  readonly http: Http;
  readonly now: () => number;
}

/** Signing in through the provider's own pages. */
export interface WindowSignIn {
  readonly authorizationUrl: (filled: Filled, state: string) => string;
  readonly expected: (filled: Filled, state: string) => ExpectedRedirect;
}

/** Who the token belongs to. */
export interface Identity {
  readonly name: string;
  readonly organizations: readonly Organization[];
}

export interface Endpoint {
  readonly label: string;
  /** Offered only once the account's organization is known. */
  readonly needsOrganization?: boolean;
  /** Full URL; `organizationId` is there whenever the account has one. */
  readonly url: (environment: Environment, organizationId: string | undefined) => string;
}

/**
 * A provider: data plus a few functions. Everything the app does differently for a provider stands here.
 * Functions throw DockpassError with a code that says what the person does next, never provider text.
 */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly monogram: string;
  readonly colour: string;
  readonly summary: string;
  readonly environments: readonly Environment[];
  readonly fields: readonly FieldView[];
  /** Throws bad-input (detail = field name) for what cannot work. */
  readonly check?: (filled: Filled) => void;
  readonly window?: WindowSignIn;
  readonly formats: readonly CopyFormat[];
  readonly endpoints: readonly Endpoint[];
  /** True when this account, as filled in, can renew with a refresh token. */
  readonly canRenew: (filled: Filled, tokens: TokenSet) => boolean;
  /** RFC 6749 section 6. Throws needs-sign-in only when the provider's answer leaves no other way. */
  readonly renew?: (filled: Filled, refreshToken: Secret, ports: ProviderPorts) => Promise<TokenSet>;
  /** Looks the account up: its name and organizations. */
  readonly identify?: (filled: Filled, accessToken: Secret, ports: ProviderPorts) => Promise<Identity>;
}
