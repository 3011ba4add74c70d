import { ordercloudRoles } from '../../../main/providers/ordercloud-roles.ts';
import type { Slash } from '../local/slash.ts';
import type { TokenHost } from '../local/token-host.ts';
import { documentedMembers, type TokenMembers } from '../local/token-members.ts';
import { plainWire, type Wire } from '../local/wire.ts';

/** A user of the pretended marketplace. */
export interface User {
  readonly username: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly type: 'admin' | 'buyer' | 'supplier';
  /** Roles assigned to the user, custom ones too: more than these are never granted. */
  readonly roles: readonly string[];
  active: boolean;
  passwordExpired: boolean;
}

/** An API client of the pretended marketplace. */
export interface ApiClient {
  readonly id: string;
  /** With one, it is needed in every grant. */
  readonly secret?: string;
  /** Whom client credentials sign in as. */
  readonly defaultContextUser?: string;
  /** Without a secret it signs in anonymous shoppers. */
  readonly isAnonBuyer?: boolean;
  active: boolean;
  accessTokenMinutes: number;
  /** 0: answers carry no refresh token. */
  refreshTokenMinutes: number;
}

/** What the guide leaves open, or a server may do otherwise; strict to its letter at first. */
export interface Settings extends Wire, TokenMembers {
  /** A refresh answers with a new refresh token, or with none and the old one stays good. */
  rotates: boolean;
  /** Roles beyond the user's: fewer are granted, or the request is refused. */
  excessRoles: 'narrowed' | 'refused';
  /** Wrong passwords in a row until the user is locked out. */
  lockOutAfter: number;
  /** What `aud` says; the server's own address when absent. */
  audience: string | undefined;
  /** Words of refusals: the codes of the authentication reference, or the two of the getting-started guide. */
  words: 'reference' | 'guide';
  /** What an access token is: the guide does not say, the API reference calls it a JWT. */
  tokenForm: 'jwt' | 'opaque';
  /** Whether a token names its roles and whom it stands for. */
  claims: 'documented' | 'missing';
  /** The guide names no host. */
  tokenHost: TokenHost;
  slash: Slash;
  /** What `GET /v1/me` holds. */
  me: 'documented' | 'nulls' | 'list' | 'empty';
  /** The status for a wrong name, password or API client. */
  refusedWith: 400 | 401 | 403;
  /** The status for a token that is not known. */
  tokenRefusedWith: 401 | 403;
}

export const strict: Settings = {
  ...documentedMembers,
  ...plainWire,
  rotates: true,
  excessRoles: 'narrowed',
  lockOutAfter: 5,
  audience: undefined,
  words: 'guide',
  tokenForm: 'jwt',
  claims: 'documented',
  tokenHost: 'any',
  slash: 'documented',
  me: 'documented',
  refusedWith: 400,
  tokenRefusedWith: 401,
};

export const sampleUser = (): User => ({
  username: 'maria.admin',
  // Every kind of character that an encoding could lose.
  password: 'ha+rb/our= #$%^& ü"',
  firstName: 'Maria',
  lastName: 'Lindqvist',
  type: 'admin',
  roles: ['OrderReader', 'ProductReader', 'CatalogReader', 'BuyerReader', 'MeAdmin', 'Shopper', 'HarbourPacker'],
  active: true,
  passwordExpired: false,
});
export const serviceUser = (): User => ({
  ...sampleUser(),
  username: 'label-printer',
  password: 'never-typed-by-anyone',
  firstName: 'Label',
  lastName: 'Printer',
  roles: ['OrderAdmin', 'ShipmentAdmin'],
});

const clientDefaults = { active: true, accessTokenMinutes: 600, refreshTokenMinutes: 0 };
/** For people: no secret, with refresh tokens. */
export const peopleClient = (): ApiClient => ({
  ...clientDefaults,
  id: '5F0C1A52-1C1E-4B4B-9C61-0A6E7D3B9A01',
  refreshTokenMinutes: 10_080,
});
/** For programs: a secret of the newer kind, and a user it stands for. */
export const programClient = (): ApiClient => ({
  ...clientDefaults,
  id: '9B7D2E64-77A0-4C0E-8B1D-3D0F5C2A7B02',
  secret: 'q+7/nO9XYnGNPKD=ZXQaR9ExSx6/JsIU8N1T5oRkcJqU+w0DXEC1FtS7o==',
  defaultContextUser: 'label-printer',
});
/** For shoppers nobody knows. */
export const shopClient = (): ApiClient => ({
  ...clientDefaults,
  id: 'C3A1F0D8-02E7-4F7B-A5B4-6E9D1C4F8C03',
  isAnonBuyer: true,
  accessTokenMinutes: 10_080,
});

export const knownRoles: readonly string[] = ordercloudRoles;
