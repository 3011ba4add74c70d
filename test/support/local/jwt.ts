import { generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';

/** Signs tokens with a key that lives as long as the server does. */
export interface Signer {
  readonly keyId: string;
  /** As `/oauth/certs/{kid}` gives it (RFC 7517). */
  readonly publicKey: JsonWebKey;
  /** RFC 7519 in the form of RFC 7515 section 7.1, RS256. */
  readonly sign: (claims: Readonly<Record<string, unknown>>) => string;
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function createSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keyId = 'throwaway';
  return {
    keyId,
    publicKey: publicKey.export({ format: 'jwk' }),
    sign: claims => {
      const signed = `${part({ alg: 'RS256', kid: keyId, typ: 'JWT' })}.${part(claims)}`;
      return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    },
  };
}
