import type { CopyFormat } from '../../../preload/contract/copy-formats.ts';
import type { FieldCondition, FieldOf } from '../../../preload/contract/provider-view.ts';
import type { PlainTextKey } from '../../text/texts.ts';
import type { DockpassError } from '../base/errors.ts';
import type { Secret } from '../base/secret.ts';
import type { Organization } from '../ports/account-record.ts';
import type { Http } from '../ports/network.ts';
import type { ExpectedRedirect } from './redirect.ts';
import type { TokenSet } from './tokens.ts';

/** One environment of a provider. Hosts are data; the paths behind them stand in the provider's file. */
export interface Environment {
  readonly id: string;
  readonly label: PlainTextKey;
  /** The part of `label` that must be seen at a glance, where that is not all of it. */
  readonly kind?: PlainTextKey;
  /** What is done here counts. */
  readonly isProduction?: true;
  /** Empty where the person types the address: `environmentFor` puts it in. */
  readonly origin: string;
  /** Where tokens are asked for, when that is not `origin`. */
  readonly tokenOrigin?: string;
  /** Where people use the token, too: its endpoints may lie there, and Dockpass itself asks nobody there. */
  readonly usedAt?: readonly string[];
  readonly preselected?: boolean;
}

/** The environment that only a computer set up for trying out has. */
export const localEnvironmentId = 'local';

/** What a person filled in, checked: plain values apart from secrets. Fields that were not drawn are absent. */
export interface FilledForm {
  readonly environment: Environment;
  readonly values: Values;
  readonly secrets: Readonly<Record<string, Secret>>;
}
export type Values = Readonly<Record<string, string>>;

/** The world a provider function may use: the network and the time, nothing else. */
export interface ProviderPorts {
  readonly http: Http;
  readonly now: () => number;
}

/** Made anew for each sign-in. `codeVerifier`: RFC 7636 section 4.1. */
interface SignInNonces {
  readonly state: string;
  readonly codeVerifier: string;
}

/** One sign-in through the provider's own pages. */
export interface WindowSignIn {
  readonly authorizationUrl: string;
  readonly expected: ExpectedRedirect;
  /** What people sign in at, in words; the provider's name where not given. */
  readonly siteName?: string;
  /**
   * The same sign-in ending at another address, for a provider that takes any port of this computer (RFC 8252 section
   * 7.3); `expected.address` is on loopback then.
   */
  readonly endingAt?: (address: string) => Pick<WindowSignIn, 'authorizationUrl' | 'expected'>;
  /** Turns an authorization code into tokens; `redirectUri` is the address the code came to. */
  readonly exchange?: (answer: CodeAnswer, ports: ProviderPorts) => Promise<TokenSet>;
}
/** RFC 7009 section 2.1: the kind is a hint by which a server finds it sooner. */
export interface TokenToRevoke {
  readonly kind: 'access_token' | 'refresh_token';
  readonly token: Secret;
}

interface CodeAnswer {
  readonly code: Secret;
  /** RFC 9207. */
  readonly iss?: string;
  readonly redirectUri: string;
}

/** One sign-in on another device (RFC 8628 section 3.2), as the server began it. */
export interface DeviceSignIn {
  /** What a person types there. */
  readonly userCode: string;
  /** Where: https, or http on loopback. */
  readonly verificationAddress: string;
  /** The same page with the code in it, where the server gives one at the same origin. */
  readonly completeAddress?: string;
  readonly lifeMs: number;
  /** The least time between two times of asking. */
  readonly intervalMs: number;
  /** Asks for the tokens once (section 3.4). Throws what a token request throws. */
  readonly ask: (ports: ProviderPorts) => Promise<DeviceAnswer>;
}
/** Tokens; or nobody has allowed it yet; or the same, and whoever asks is to ask less often (RFC 8628 section 3.5). */
export type DeviceAnswer = TokenSet | 'pending' | 'slow-down';

/** How a provider lets people sign in on another device. */
interface DeviceWay {
  /** Which choice of a field it takes. */
  readonly when: FieldCondition;
  /** Whether these values lead there, too, where another way was chosen. */
  readonly isOffered: (values: Values) => boolean;
  /** Throws what the server's refusal means, bad-reply for what cannot be shown or opened, and what Http throws. */
  readonly begin: (filled: FilledForm, ports: ProviderPorts) => Promise<DeviceSignIn>;
}

/** Who the token belongs to. */
export interface Identity {
  readonly name: string;
  readonly organizations: readonly Organization[];
  /** Why some of it could not be read; what could is kept. */
  readonly incomplete?: DockpassError;
}

export interface Endpoint {
  readonly label: PlainTextKey;
  /** Offered only once the account's organization is known. */
  readonly needsOrganization?: boolean;
  /** Copied as an address and never in a command: a GET with a token is not what it is for. */
  readonly addressOnly?: true;
  /** Full URL; `organizationId` is there whenever the account has one. */
  readonly url: (environment: Environment, organizationId: string | undefined) => string;
}

/** What the provider's guide puts into a request. */
export interface CommandForm {
  /** The options of its own curl command, before the address. */
  readonly curl?: readonly string[];
  /** Headers beside Authorization, by name. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A text of a field: its key, or where data stand in it a function that reads it. */
export type FieldText = PlainTextKey | (() => string);
export type ProviderField = FieldOf<FieldText>;

/**
 * A provider: data plus a few functions. Everything the app does differently for a provider stands here.
 * Functions throw DockpassError with a code that says what the person does next, never provider text.
 */
export interface Provider {
  readonly id: string;
  /** Its own, or what programs are told of one that has none. */
  readonly name: string;
  /** What people read, where it has none of its own. */
  readonly shownName?: PlainTextKey;
  /** What stands on its card, where that is a sentence of its own. */
  readonly cardName?: PlainTextKey;
  readonly monogram: string;
  readonly colour: string;
  readonly summary: PlainTextKey;
  /** The page of its guide, opened in the person's own browser from beside the steps. */
  readonly guide?: string;
  readonly environments: readonly Environment[];
  readonly fields: readonly ProviderField[];
  /** The environment with what the person typed in place of its own hosts. Throws bad-input (field = its name). */
  readonly environmentFor?: (environment: Environment, values: Values) => Environment;
  /** Every origin this account's secrets may be sent to; without it, those of its environment. */
  readonly origins?: (filled: FilledForm) => readonly string[];
  /** Throws bad-input (field = its name) for what cannot work. */
  readonly check?: (filled: FilledForm) => void;
  /** Completes what was typed before signing in (discovery). What it adds to `values` is kept with the account. */
  readonly prepare?: (filled: FilledForm, ports: ProviderPorts) => Promise<FilledForm>;
  /** Signs in through the provider's own pages; without it, and where `windowWhen` does not hold, a request is enough. */
  readonly window?: (filled: FilledForm, nonces: SignInNonces) => Promise<WindowSignIn>;
  /** Which choice of a field it takes to open `window`; without it, any. */
  readonly windowWhen?: FieldCondition;
  /** Signs in on another device. */
  readonly device?: DeviceWay;
  /** Gets tokens with what was filled in alone (RFC 6749 sections 4.3 and 4.4); also repeated as a renewal. */
  readonly obtain?: (filled: FilledForm, ports: ProviderPorts) => Promise<TokenSet>;
  /** RFC 6749 section 6. Throws needs-sign-in only when the provider's answer leaves no other way. */
  readonly renew?: (filled: FilledForm, refreshToken: Secret, ports: ProviderPorts) => Promise<TokenSet>;
  /** How long its guide says that a token lives, seconds: counts where an answer does not say. */
  readonly usualLifeSeconds?: number;
  /** True when this account can get a fresh token without a person: by refresh token, or by `obtain` once more. */
  readonly canRenew: (filled: FilledForm, tokens: TokenSet) => boolean;
  /** A person gets a fresh token elsewhere and types it in: signing in again would only give the same one. */
  readonly renewedByTyping?: boolean;
  /** False for a secret that the person did not want kept. */
  readonly keepsSecret?: (values: Values, name: string) => boolean;
  /** The scheme of the Authorization header (RFC 9110 section 11.4); Bearer where not given. */
  readonly scheme?: (values: Values) => 'Bearer' | 'Basic';
  /** Ways to copy that only some providers have, and usual ones that mean nothing here; core/formats lists them all. */
  readonly formats?: (values: Values) => {
    readonly added?: readonly CopyFormat[];
    readonly omitted?: readonly CopyFormat[];
  };
  readonly endpoints: (values: Values) => readonly Endpoint[];
  /** How its guide writes a request, for the commands that are copied. */
  readonly commands?: CommandForm;
  /** What was asked for, to tell what is missing; empty where everything was. */
  readonly askedScopes?: (values: Values) => readonly string[];
  /** Looks the account up: its name and organizations. Undefined where nobody can be asked: then a fresh token is the proof. */
  readonly identify?: (filled: FilledForm, accessToken: Secret, ports: ProviderPorts) => Promise<Identity> | undefined;
  /** False where these values give nobody to ask, though there is `identify`. */
  readonly identifies?: (values: Values) => boolean;
  /** What the row says beside the provider, read when it is drawn: which way of signing in, or where. */
  readonly detail?: (values: Values) => string | undefined;
  /** Two words that must be seen at a glance: that something is deprecated. */
  readonly badge?: (values: Values) => PlainTextKey | undefined;
  /** Names of fields that no token depends on: changing them asks for no new sign-in. */
  readonly withoutSignIn?: readonly string[];
  /** Ends every session of this user at the provider. */
  readonly signOutEverywhere?: (filled: FilledForm, accessToken: Secret, ports: ProviderPorts) => Promise<void>;
  /**
   * Ends one token at the provider (RFC 7009), where it documents or names how. Resolves also for a token that is not known
   * there. Throws provider-refused (reason unsupported-token-type) for a kind of token that it ends nobody.
   */
  readonly revoke?: (filled: FilledForm, token: TokenToRevoke, ports: ProviderPorts) => Promise<void>;
  /** False where these values name no address for that, though there is `revoke`. */
  readonly revokes?: (values: Values) => boolean;
  /** Its documented limit for token requests, where it has one: renewals keep below it. */
  readonly tokenRequestsPerMinute?: number;
}

const holds = (when: FieldCondition, values: Values): boolean => when.is.includes(values[when.field] ?? '');

/** Whether signing in with these values opens the provider's pages. */
export const opensWindow = (provider: Provider, values: Values): boolean => {
  const { windowWhen: when } = provider;
  return provider.window !== undefined && (when === undefined || holds(when, values));
};

/** How signing in with these values goes on on another device, where it does. */
export const deviceWayOf = ({ device }: Provider, values: Values): DeviceWay | undefined =>
  device !== undefined && holds(device.when, values) ? device : undefined;
