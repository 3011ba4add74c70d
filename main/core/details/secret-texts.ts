import type { Secret } from '../base/secret.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';

/** A shorter secret stands in other texts by chance: it counts where it is all of one. */
const longEnough = 8;
/** Another token inside: the beginning of every JWT, and of every encrypted one. */
const otherToken = /eyJ[\w-]+\.[\w-]*\.[\w-]*/;

/** Tells a text that has to stay in main, since it holds a secret of this account, the signature of its token, or a token. */
export const createIsSecret = ({ accessToken, refreshToken, previousRefreshToken, fields }: AccountSecrets) => {
  const given = [accessToken, refreshToken, previousRefreshToken, ...Object.values(fields)];
  const texts = given.flatMap((one: Secret | undefined) => one?.reveal() ?? []);
  const signature = accessToken.reveal().split('.').slice(2).join('.');
  const secrets = [...texts, signature].filter(one => one !== '');
  return (text: string): boolean =>
    otherToken.test(text) || secrets.some(one => (one.length < longEnough ? text === one : text.includes(one)));
};
